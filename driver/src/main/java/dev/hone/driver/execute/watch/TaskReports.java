package dev.hone.driver.execute.watch;

import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import org.jspecify.annotations.Nullable;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Where tasks of a run, each by its {@link TaskWatch}, tell the driver that they take long: an endpoint of Spark's own messages
 * between executors and driver, as no other way tells within a fraction of a second in which unit a task is.
 */
public final class TaskReports implements AutoCloseable {
    private final String name = "hone-trials-" + UUID.randomUUID();
    private final RpcEnv messages = SparkEnv.get().rpcEnv();
    private final Queue<TaskReport> received = new ConcurrentLinkedQueue<>();
    private final RpcEndpointRef endpoint;
    private final LostAttempts lost;

    /** @param wakeUp called with each report, on a thread of Spark's */
    public TaskReports(SparkContext context, Runnable wakeUp) {
        lost = new LostAttempts(context, wakeUp);
        endpoint = messages.setupEndpoint(name, new Endpoint(messages, received, wakeUp));
    }

    /** By which tasks find it. */
    public String name() {
        return name;
    }

    /** The oldest report that has not been taken; null if there is none. */
    public @Nullable TaskReport poll() {
        return received.poll();
    }

    /** Id of Spark's of the next attempt that was lost with its executor; empty if no further one was. */
    public Optional<Long> pollLost() {
        return lost.poll();
    }

    @Override
    public void close() {
        lost.close();
        messages.stop(endpoint);
    }

    private record Endpoint(RpcEnv rpcEnv, Queue<TaskReport> received, Runnable wakeUp)
            implements ThreadSafeRpcEndpoint {
        @Override
        public PartialFunction<Object, BoxedUnit> receive() {
            return new Receive(received, wakeUp);
        }
    }

    private static final class Receive extends AbstractPartialFunction<Object, BoxedUnit> {
        private final Queue<TaskReport> received;
        private final Runnable wakeUp;

        Receive(Queue<TaskReport> received, Runnable wakeUp) {
            this.received = received;
            this.wakeUp = wakeUp;
        }

        @Override
        public boolean isDefinedAt(Object message) {
            return message instanceof long[];
        }

        @Override
        public BoxedUnit apply(Object message) {
            received.add(TaskReport.of((long[]) message));
            wakeUp.run();
            return BoxedUnit.UNIT;
        }
    }
}
