"""DAGs, and what all operators take. A parameter that Airflow does not know is a TypeError, as in Airflow."""

DAGS = []
_open = []


class DAG:
    def __init__(
        self,
        dag_id,
        *,
        description=None,
        default_args=None,
        start_date=None,
        end_date=None,
        schedule=None,
        template_searchpath=None,
        user_defined_macros=None,
        user_defined_filters=None,
        max_active_tasks=16,
        max_active_runs=16,
        max_consecutive_failed_dag_runs=0,
        dagrun_timeout=None,
        catchup=False,
        on_success_callback=None,
        on_failure_callback=None,
        doc_md=None,
        params=None,
        access_control=None,
        is_paused_upon_creation=None,
        render_template_as_native_obj=False,
        tags=None,
        owner_links=None,
        auto_register=True,
        fail_fast=False,
        dag_display_name=None,
    ):
        self.dag_id = dag_id
        self.schedule = schedule
        self.catchup = catchup
        self.max_active_runs = max_active_runs
        self.default_args = default_args or {}
        self.tasks = []
        DAGS.append(self)

    def __enter__(self):
        _open.append(self)
        return self

    def __exit__(self, *_):
        _open.pop()


class BaseOperator:
    def __init__(
        self,
        *,
        task_id,
        owner="airflow",
        email=None,
        email_on_retry=True,
        email_on_failure=True,
        retries=0,
        retry_delay=None,
        retry_exponential_backoff=False,
        max_retry_delay=None,
        start_date=None,
        end_date=None,
        depends_on_past=False,
        wait_for_downstream=False,
        params=None,
        default_args=None,
        priority_weight=1,
        weight_rule=None,
        queue="default",
        pool=None,
        pool_slots=1,
        execution_timeout=None,
        on_execute_callback=None,
        on_failure_callback=None,
        on_success_callback=None,
        on_retry_callback=None,
        on_skipped_callback=None,
        trigger_rule="all_success",
        run_as_user=None,
        map_index_template=None,
        max_active_tis_per_dag=None,
        max_active_tis_per_dagrun=None,
        executor=None,
        executor_config=None,
        do_xcom_push=True,
        multiple_outputs=False,
        inlets=None,
        outlets=None,
        task_group=None,
        doc_md=None,
        task_display_name=None,
    ):
        self.task_id = task_id
        self.execution_timeout = execution_timeout
        _open[-1].tasks.append(self)
