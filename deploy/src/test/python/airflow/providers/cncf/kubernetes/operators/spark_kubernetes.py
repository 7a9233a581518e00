from airflow.sdk import BaseOperator


class SparkKubernetesOperator(BaseOperator):
    def __init__(
        self,
        *,
        image=None,
        code_path=None,
        namespace="default",
        name=None,
        application_file=None,
        template_spec=None,
        get_logs=True,
        do_xcom_push=False,
        success_run_history_limit=1,
        startup_timeout_seconds=600,
        log_events_on_failure=False,
        reattach_on_restart=True,
        delete_on_termination=True,
        kubernetes_conn_id="kubernetes_default",
        random_name_suffix=True,
        # Of the operator of pods that it extends.
        in_cluster=None,
        cluster_context=None,
        config_file=None,
        deferrable=False,
        poll_interval=2,
        **kwargs,
    ):
        super().__init__(do_xcom_push=do_xcom_push, **kwargs)
        if (application_file is None) == (template_spec is None):
            raise ValueError("either application_file or template_spec")
        self.namespace = namespace
        self.application_file = application_file
