"""Reads DAG files as Airflow would, with the stand-ins beside this file, and prints what is in them as JSON."""

import json
import runpy
import sys

from airflow.sdk import DAGS

for file in sys.argv[1:]:
    runpy.run_path(file)

print(
    json.dumps(
        [
            {
                "id": dag.dag_id,
                "schedule": dag.schedule,
                "catchup": dag.catchup,
                "max_active_runs": dag.max_active_runs,
                "retries": dag.default_args.get("retries", 0),
                "tasks": [
                    {"operator": type(task).__name__} | {name: value for name, value in vars(task).items() if isinstance(value, (str, list))}
                    for task in dag.tasks
                ],
            }
            for dag in DAGS
        ]
    )
)
