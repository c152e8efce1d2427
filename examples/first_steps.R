# How many meetings there were of each type in each year.
meetings <- read.csv("https://rabat.example/api/v1/meetings.csv", fileEncoding = "UTF-8-BOM")
meetings$year <- substr(meetings$first.day, 1, 4)
print(table(meetings$type, meetings$year))
