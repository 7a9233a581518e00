"""Tunes a study every night by spark-submit, on YARN in cluster mode. See README.md beside this file."""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG

with DAG(
    dag_id="hone_spark_submit",
    schedule="17 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # A second run would share the cluster's queue with the first.
    max_active_runs=1,
    # A retry continues the run of its logical date.
    default_args={"retries": 3, "retry_delay": timedelta(minutes=5)},
    tags=["hone"],
):
    SparkSubmitOperator(
        task_id="tune",
        name="hone-iris-{{ ds }}",
        conn_id="spark_default",
        deploy_mode="cluster",
        application="/opt/hone/deploy/target/hone.jar",
        java_class="dev.hone.driver.cli.HoneCommand",
        application_args=[
            "tune",
            "hdfs:///hone/studies/iris.yaml",
            "--set",
            "output.path=hdfs:///hone/iris/{{ ds }}",
        ],
        driver_memory="4g",
        executor_memory="8g",
        executor_cores=4,
        num_executors=4,
        conf={
            "spark.yarn.maxAppAttempts": "3",
            "spark.yarn.appMasterEnv.OPENBLAS_NUM_THREADS": "1",
        },
        # The worker does not hold spark-submit's JVM, and a retry reconnects to an application that still runs.
        yarn_track_via_rm_api=True,
        durable=True,
        execution_timeout=timedelta(hours=12),
    )
