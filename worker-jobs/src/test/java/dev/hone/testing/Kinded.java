package dev.hone.testing;

import java.util.List;

/** An example of a test matrix, such as a learner on a table. A sample has each kind at least once. */
public interface Kinded {

    /** What the example is one of, such as its learner and its table. */
    List<?> kinds();
}
