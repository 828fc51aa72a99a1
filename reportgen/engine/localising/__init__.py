"""Which cell is wrong: the smallest repairs that make all equations hold, likeliest first (Fellegi & Holt 1976).

``repairs`` gives findings their repairs, ``locate`` finds them. ``solve`` numbers cells and equations, splits them into
independent components and finds every smallest change set. ``compound_search`` undoes errors that make several cells
wrong at once. ``inequalities`` refuses repairs that break one. ``error_models`` and ``ranking`` say how likely each
error is, ``root_causes`` groups repairs by cause. Nothing is imported here, because a sound report needs only
``repairs``.
"""
