from airflow.sdk import BaseOperator


class SparkSubmitOperator(BaseOperator):
    def __init__(
        self,
        *,
        application="",
        conf=None,
        conn_id="spark_default",
        files=None,
        py_files=None,
        archives=None,
        driver_class_path=None,
        jars=None,
        java_class=None,
        packages=None,
        exclude_packages=None,
        repositories=None,
        total_executor_cores=None,
        executor_cores=None,
        executor_memory=None,
        driver_memory=None,
        keytab=None,
        principal=None,
        proxy_user=None,
        name="arrow-spark",
        num_executors=None,
        status_poll_interval=1,
        application_args=None,
        env_vars=None,
        verbose=False,
        spark_binary=None,
        properties_file=None,
        yarn_queue=None,
        deploy_mode=None,
        use_krb5ccache=False,
        post_submit_commands=None,
        track_driver_via_k8s_api=False,
        yarn_track_via_rm_api=False,
        yarn_rm_auth=None,
        openlineage_inject_parent_job_info=False,
        openlineage_inject_transport_info=False,
        durable=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        if durable and deploy_mode == "cluster" and not (yarn_track_via_rm_api or track_driver_via_k8s_api):
            raise ValueError("durable=True needs yarn_track_via_rm_api or track_driver_via_k8s_api in cluster mode")
        self.application = application
        self.java_class = java_class
        self.arguments = application_args
