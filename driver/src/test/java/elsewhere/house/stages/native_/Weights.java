package elsewhere.house.stages.native_;

import java.io.Serializable;

/** What a stage of the library holds. */
public record Weights(double value) implements Serializable {}
