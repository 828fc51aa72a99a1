"""The list of jobs on disk gives back what was put in, whatever the names are."""

from __future__ import annotations

import gc
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch.outcomes import Job, Made
from reportgen.batch.plan import Plan

NAMES = st.text(min_size=1).map(lambda name: name.replace("/", "_")).filter(lambda name: name not in {".", "\0"})


@given(st.lists(NAMES, max_size=8, unique=True), st.data())
def test_the_jobs_come_back_in_order_with_what_was_made_of_them(names: list[str], data: st.DataObject) -> None:
    plan = Plan()
    jobs = [Job(Path("data") / name, Path("out") / name) for name in names]
    assert [plan.add(job.source, job.target) for job in jobs] == list(range(len(jobs)))
    made = {name: Made(f"key {number}", "hash") for number, name in enumerate(names) if data.draw(st.booleans())}
    plan.remember([(name, Made("an earlier one", "hash")) for name in made])
    plan.remember(made.items())
    assert list(plan.jobs()) == [Job(job.source, job.target, made.get(job.target.name)) for job in jobs]
    assert [plan.source(number) for number in range(plan.total)] == [job.source for job in jobs]
    plan.close()


def test_several_files_of_one_data_file_are_one_job() -> None:
    plan = Plan((".html", ".pdf"))
    plan.add(Path("a.yaml"), Path("out/a.docx"))
    plan.remember([("a.docx", Made("k", "1")), ("a.pdf", Made("k", "2"))])
    others = ((Path("out/a.html"), None), (Path("out/a.pdf"), Made("k", "2")))
    assert list(plan.jobs()) == [Job(Path("a.yaml"), Path("out/a.docx"), Made("k", "1"), others)]
    assert list(plan.documents()) == [Path("out/a.docx"), Path("out/a.html"), Path("out/a.pdf")]
    plan.close()


def test_a_plan_that_nobody_uses_any_more_gives_its_file_back() -> None:
    plan = Plan()
    closing = plan.close
    del plan
    gc.collect()
    assert not closing.alive
