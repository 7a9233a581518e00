"""Tunes a study every night by the kubeflow Spark operator. See README.md beside this file."""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.sdk import DAG

with DAG(
    dag_id="hone_spark_kubernetes",
    schedule="17 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # A second run would share the volume and the cluster with the first.
    max_active_runs=1,
    # A retry continues the run of its logical date.
    default_args={"retries": 3, "retry_delay": timedelta(minutes=5)},
    tags=["hone"],
):
    SparkKubernetesOperator(
        task_id="tune",
        name="hone-iris",
        namespace="hone",
        kubernetes_conn_id="kubernetes_default",
        # Beside this file; Airflow fills in {{ ds }}.
        application_file="spark_application.yaml",
        # A retry has an application of its own name, unless the driver of the try before still runs: then it watches that.
        random_name_suffix=True,
        reattach_on_restart=True,
        delete_on_termination=True,
        get_logs=True,
        startup_timeout_seconds=900,
        execution_timeout=timedelta(hours=12),
    )
