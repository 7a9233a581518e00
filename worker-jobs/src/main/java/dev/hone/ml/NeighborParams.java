package dev.hone.ml;

import dev.hone.ml.neighbor.NeighborRule;
import dev.hone.ml.neighbor.VoteWeights;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** Params of nearest neighbours, of estimators and models alike: a model predicts by the values that it has. */
public interface NeighborParams extends Params {
    /** What {@code metric} can be. */
    List<String> METRICS = List.of("euclidean", "manhattan", "cosine", "minkowski");

    /** The params of one object, made by its constructor. */
    record Declared(IntParam k, Param<String> weights, Param<String> metric, DoubleParam p) implements Serializable {
        Declared(NeighborParams owner) {
            this(
                    new IntParam(
                            owner,
                            "k",
                            "number of nearest neighbors (>= 1), at most the number of training rows",
                            ParamValidators.gtEq(1)),
                    new ChoiceParam(
                            owner,
                            "weights",
                            "weight of a neighbor: equal, or the inverse of its distance",
                            VoteWeights.NAMES),
                    new ChoiceParam(owner, "metric", "distance metric", METRICS),
                    new DoubleParam(
                            owner,
                            "p",
                            "exponent of the minkowski metric (>= 1); 1 is manhattan, 2 is euclidean",
                            ParamValidators.inRange(1, Double.MAX_VALUE)));
            owner.setDefault(k, 5);
            owner.setDefault(weights, "uniform");
            owner.setDefault(metric, "euclidean");
            owner.setDefault(p, 2.0);
        }
    }

    /** This object's params. */
    Declared neighborParams();

    /** Number of neighbours that are asked; default 5. */
    default IntParam k() {
        return neighborParams().k();
    }

    /** How much each neighbour counts: {@code uniform} (default) or {@code distance}. */
    default Param<String> weights() {
        return neighborParams().weights();
    }

    /** Distance between rows, one of {@link #METRICS}; default {@code euclidean}. */
    default Param<String> metric() {
        return neighborParams().metric();
    }

    /** Power of the minkowski metric, at least 1; default 2. */
    default DoubleParam p() {
        return neighborParams().p();
    }

    /** The value of {@link #k()}. */
    default int getK() {
        return (Integer) getOrDefault(k());
    }

    /** The value of {@link #weights()}. */
    default String getWeights() {
        return getOrDefault(weights());
    }

    /** The value of {@link #metric()}. */
    default String getMetric() {
        return getOrDefault(metric());
    }

    /** The value of {@link #p()}. */
    default double getP() {
        return (Double) getOrDefault(p());
    }

    /** The values of all of them. */
    default NeighborRule rule() {
        return new NeighborRule(getK(), VoteWeights.named(getWeights()), getMetric(), getP());
    }
}
