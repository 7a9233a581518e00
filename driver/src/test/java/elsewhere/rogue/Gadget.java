package elsewhere.rogue;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A class on the class path that does something when it is read. */
public final class Gadget implements Serializable {
    public static final AtomicInteger READ = new AtomicInteger();

    private static final long serialVersionUID = 1L;

    /** A lambda of this class, whose code would run in the reader. */
    public static Supplier<Gadget> maker() {
        return (Supplier<Gadget> & Serializable) Gadget::new;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        READ.incrementAndGet();
        in.defaultReadObject();
    }
}
