package dev.hone.driver.task;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** A task body whose result returns as bytes of Java's serialization, which every serializer of a session takes. */
final class JavaBytesTask<T> extends AbstractFunction2<TaskContext, Iterator<T>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final AbstractFunction2<TaskContext, Iterator<T>, ? extends Serializable> body;

    JavaBytesTask(AbstractFunction2<TaskContext, Iterator<T>, ? extends Serializable> body) {
        this.body = body;
    }

    @Override
    public byte[] apply(TaskContext task, Iterator<T> rows) {
        return JavaBytes.of(body.apply(task, rows));
    }
}
