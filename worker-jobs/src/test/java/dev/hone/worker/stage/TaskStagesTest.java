package dev.hone.worker.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.TargetEncoder;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TaskStagesTest {
    private static final StructType COLUMNS =
            new StructType().add("x", DataTypes.DoubleType).add("label", DataTypes.DoubleType);

    @Test
    void anImputerInPlaceOfItsInputIsCoveredWithWhatFollowsIt() {
        String[] columns = {"x"};
        TaskStages.Coverage coverage =
                coverage(new Imputer().setInputCols(columns).setOutputCols(columns), assembler("x"));

        assertThat(coverage.uncovered()).isEmpty();
        assertThat(coverage.columns().fieldNames()).containsExactly("x", "label", "features");
    }

    @Test
    void aTargetEncoderIsCoveredWithWhatFollowsIt() {
        TargetEncoder encoder =
                new TargetEncoder().setInputCol("x").setOutputCol("encoded").setLabelCol("label");

        assertThat(coverage(encoder, assembler("encoded")).uncovered()).isEmpty();
    }

    private static TaskStages.Coverage coverage(PipelineStage... stages) {
        return TaskStages.coverage(List.of(stages), COLUMNS);
    }

    private static VectorAssembler assembler(String input) {
        return new VectorAssembler().setInputCols(new String[] {input}).setOutputCol("features");
    }
}
