"""政府信息公开工作年度报告: what the forms of every year share; each form is a folder."""
