"""The tests mirror the package: a module's tests lie in the same folder under the same name; names have a limit."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

MOST = 70
ACROSS_ROOMS = {
    "hostile": "the list of bad input, which goes through every room",
    "templates": "the official Word templates of the folder templates/",
    "toy_report": "a second report type, through every room",
}
"""Folders of tests that are about no single room."""
OWN_SUBJECT = {
    "commands/test_clerk.py": "what a clerk reads after a mistake, over several commands",
    "commands/test_loading.py": "which modules a command loads",
    "engine/localising/solve/test_smallest_sets.py": "the search as a whole, against another solver",
    "engine/localising/test_tiny_tables.py": "the localiser as a whole, against trying everything",
    "engine/reading/test_streams.py": "the room's entry, for open files and pipes",
    "engine/word/test_oracle.py": "the room as a whole, against docxtpl",
    "engine/word/test_soaking.py": "the room as a whole, with many generated values",
    "engine/prose_check/test_another_type.py": "the room as a whole, with a type of another kind",
    "reports/disclosure/test_every_rule.py": "all rules of the type, whichever module has them",
    "reports/disclosure/test_prose_properties.py": "properties of the prose rules together",
    "reports/disclosure/test_prose_sentences.py": "the table of sentences beside it",
}
"""Test files of a mirrored folder that are about no single module, each with its subject."""
TOO_LONG: frozenset[str] = frozenset(
    {
        "test_a_blank_leaves_undecided_whether_fewer_cases_came_in_than_were_pending",
        "test_a_blank_may_be_as_large_as_all_figures_and_what_the_equations_add_together",
        "test_a_check_is_silent_then_shows_the_difference_and_is_undecided_for_a_blank",
        "test_a_figure_far_beyond_its_columns_share_costs_more_than_one_that_fits",
        "test_a_figure_in_the_wrong_cell_is_the_rarer_the_farther_it_is_from_its_place",
        "test_a_figure_that_is_not_the_sum_is_named_with_every_units_contribution",
        "test_a_misspelt_key_anywhere_is_reported_once_with_place_and_nearest_name",
        "test_a_repair_with_fewest_changes_is_shown_though_one_act_explains_more",
        "test_a_row_is_named_by_its_label_and_a_column_by_table_and_kind_of_applicant",
        "test_a_slide_that_breaks_five_equations_is_one_of_the_whole_table_and_one_that_breaks_four_is_not",
        "test_a_solution_is_met_exactly_where_there_is_one_and_no_solution_is_cut_off",
        "test_a_total_that_the_form_does_not_print_is_held_wherever_it_stands_among_the_stated_ones",
        "test_a_wrong_stated_total_is_named_though_every_column_was_carried_over",
        "test_after_a_break_older_years_are_not_compared_and_the_break_is_named_by_its_year",
        "test_all_totals_of_table_4_left_at_nothing_are_one_cause_but_not_two_of_them",
        "test_an_office_that_declares_its_scope_unchanged_makes_carrying_over_and_stock_hard",
        "test_an_office_to_which_no_person_applied_left_its_totals_at_nothing_and_slid_no_column",
        "test_blanks_that_only_their_sum_determines_stand_beside_a_broken_equation",
        "test_choices_of_one_from_each_list_come_cheapest_first_and_no_more_than_asked_for",
        "test_each_table_has_its_own_cause_and_a_single_wrong_cell_beside_is_still_located",
        "test_errors_apart_are_groups_in_the_forms_order_whose_repairs_are_their_own",
        "test_every_rule_is_silent_on_an_honest_report_held_against_years_and_units",
        "test_five_totals_left_at_nothing_among_right_ones_are_of_the_whole_table",
        "test_however_few_are_listed_a_smallest_repair_is_among_them_and_the_likeliest_first",
        "test_lines_that_say_nothing_new_are_dropped_and_a_contradiction_is_kept",
        "test_no_formula_of_the_form_has_more_arguments_than_a_spreadsheet_takes",
        "test_of_two_exchanges_that_share_a_cell_the_one_that_explains_more_is_taken",
        "test_one_wrong_total_or_a_wrong_cell_among_them_is_no_mistake_of_the_whole_table",
        "test_only_totals_are_wrong_where_they_are_five_and_more_than_half_of_those_stated",
        "test_quick_and_careful_roads_build_the_same_report_or_name_the_same_faults",
        "test_rows_that_differ_in_one_column_are_neighbours_only_where_they_touch",
        "test_rows_with_equal_totals_are_exchanged_with_or_without_them_in_two_ways",
        "test_the_cell_of_the_other_sign_is_the_total_whichever_side_it_stands_on",
        "test_the_cost_is_how_much_likelier_the_changed_rows_are_than_the_printed_ones",
        "test_the_figure_that_fell_off_may_be_right_though_none_of_its_equations_holds",
        "test_the_gap_of_a_slide_holds_0_or_the_figure_beside_it_or_one_from_nowhere",
        "test_the_schema_names_the_equations_of_every_cell_and_writes_each_out_once",
        "test_the_table_holds_as_many_legitimate_sentences_as_wrong_ones_and_every_rule",
        "test_the_words_name_the_unit_whose_figure_is_blank_and_the_size_of_a_gap",
        "test_totals_left_at_nothing_and_totals_that_are_all_wrong_are_told_apart",
        "test_two_totals_left_at_nothing_are_one_cause_where_there_are_no_others_and_one_is_a_cells",
        "test_v2_characters_that_no_document_can_hold_are_refused_by_field_and_code_point",
        "test_v4_signs_that_yaml_would_move_or_change_are_refused_raw_and_read_when_escaped",
        "test_what_comes_about_in_several_ways_is_likelier_than_by_any_and_said_as_the_likeliest",
        "test_what_has_no_line_points_at_the_file_and_what_cannot_be_decided_is_open",
        "test_what_would_be_below_zero_is_mended_through_the_equations_that_still_hold",
        "test_where_the_chain_of_years_breaks_no_rule_is_applied_and_a_finding_says_so",
        "test_words_and_numbers_that_are_clear_at_once_are_so_by_the_patterns_too",
    }
)
"""Names over the limit that wait to be shortened; none may be added."""


def files(root: Path) -> list[str]:
    """Return every test file, named from the folder tests/."""
    return sorted(path.relative_to(root / "tests").as_posix() for path in (root / "tests").rglob("test_*.py"))


def has_module(root: Path, file: str) -> bool:
    """Return whether a test file is named for a module or room of the same folder, or for the room it lies in."""
    path = Path(file)
    folder, name = root / "reportgen" / path.parent, path.stem.removeprefix("test_")
    return (folder / f"{name}.py").is_file() or (folder / name).is_dir() or folder.name == name


def test_every_folder_of_tests_is_a_folder_of_the_package(root: Path) -> None:
    folders = {Path(file).parent.as_posix() for file in files(root)}
    unknown = {folder for folder in folders if not (root / "reportgen" / folder).is_dir()}
    assert unknown <= set(ACROSS_ROOMS)


def test_every_test_file_of_a_room_is_named_for_a_module(root: Path) -> None:
    rooms = [file for file in files(root) if "/" in file and file.split("/")[0] not in ACROSS_ROOMS]
    assert {file for file in rooms if not has_module(root, file)} == OWN_SUBJECT.keys()


def test_a_test_file_without_its_module_is_found(root: Path) -> None:
    assert has_module(root, "core/test_text.py")
    assert has_module(root, "engine/building/test_building.py")
    assert not has_module(root, "core/test_nothing.py")
    assert not has_module(root, "engine/word/test_text.py")


@pytest.fixture(scope="module")
def names(root: Path) -> set[str]:
    """Return the name of every test."""
    trees = [ast.parse((root / "tests" / file).read_text("utf-8")) for file in files(root)]
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


def test_no_name_is_longer_than_a_line_of_a_report(names: set[str]) -> None:
    assert {name for name in names if len(name) > MOST} == TOO_LONG
