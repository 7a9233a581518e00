"""Stands in for Airflow: the classes that Hone's DAGs use, with the names of their parameters and nothing behind them."""
