"""The year as one picture, 图解: an HTML template filled with a report's figures and charts, and drawn as SVG."""
