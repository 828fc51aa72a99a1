"""Which cell is wrong: the smallest repairs that make all equations hold, likeliest first (Fellegi & Holt 1976).

``repairs`` gives findings their repairs, ``locate`` finds them. ``solve`` numbers cells and equations, takes apart what
hangs together and finds every smallest change set; ``error_models`` says how people err; ``compound_search`` undoes what
one act did to several cells; ``inequalities`` refuses what breaks one; ``ranking`` weighs, ``root_causes`` groups.
Nothing is imported here: a sound report needs only ``repairs``.
"""
