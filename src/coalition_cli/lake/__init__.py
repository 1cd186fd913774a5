"""A lake: the answers' tables as Parquet files, for engines that read those."""
