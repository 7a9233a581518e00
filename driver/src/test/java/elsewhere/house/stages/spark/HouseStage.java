package elsewhere.house.stages.spark;

import elsewhere.house.stages.native_.Weights;
import org.apache.spark.ml.feature.VectorAssembler;

/** A stage of somebody's library, another package of which has what the stage holds. */
public final class HouseStage extends VectorAssembler {
    private static final long serialVersionUID = 1L;

    private final Object weights;

    public HouseStage(Object weights) {
        this.weights = weights;
    }

    public HouseStage() {
        this(new Weights(0.5));
    }

    public Object weights() {
        return weights;
    }
}
