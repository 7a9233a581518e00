package dev.hone.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** Params of {@link MeanRegressor} and its model. Public, as Spark finds params through the methods that return them. */
public interface MeanParams extends Params {

    /** The params of one object, made by its constructor. */
    record Declared(DoubleParam offset) implements Serializable {
        Declared(MeanParams owner) {
            this(new DoubleParam(owner, "offset", "added to the mean (>= 0)", ParamValidators.gtEq(0)));
            owner.setDefault(offset, 0.0);
        }
    }

    Declared meanParams();

    default DoubleParam offset() {
        return meanParams().offset();
    }

    default double getOffset() {
        return (Double) getOrDefault(offset());
    }
}
