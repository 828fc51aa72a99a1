"""What a figure is: kinds, declarations, symbols, linear expressions, addresses, the printed form."""
