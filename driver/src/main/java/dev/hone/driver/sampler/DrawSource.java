package dev.hone.driver.sampler;

import java.io.Serializable;

/** A sequence of draws from a search space, among them equal ones. A pure function, safe for use by many threads. */
interface DrawSource extends Serializable {

    /** The draw at a place of the sequence, from 0. */
    Draw at(long place);
}
