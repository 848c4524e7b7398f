"""The public portal of the zone: Park News in two languages."""
