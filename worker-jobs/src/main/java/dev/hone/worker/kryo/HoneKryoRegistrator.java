package dev.hone.worker.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.hone.ml.neighbor.NeighborTable;
import dev.hone.ml.neural.Activation;
import dev.hone.ml.neural.Layers;
import dev.hone.ml.neural.Network;
import dev.hone.ml.neural.Scaling;
import dev.hone.ml.svm.Kernel;
import dev.hone.ml.svm.SvmModel;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.Labels;
import dev.hone.worker.data.NamedColumns;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.evaluate.StagedRows;
import dev.hone.worker.evaluate.TopicModelMetric;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.metric.DistanceMeasure;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.metric.RegressionLine;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Registers every class that travels between driver and executors, Spark's own included, so that Hone runs with {@code
 * spark.kryo.registrationRequired=true}. Name it in {@code spark.kryo.registrator}; a job that sends further classes lists
 * a registrator of its own behind it, separated by a comma.
 *
 * <p>Models that Hone sends are not among them: they travel as bytes of Java's serialization.
 */
public final class HoneKryoRegistrator implements KryoRegistrator {
    private static final List<Class<?>> PLAIN = List.of(
            double[][].class,
            long[][].class,
            long[][][].class,
            CrossValidation.class,
            TrainingData.class,
            TrainingData[].class,
            Labels.class,
            NamedColumns.class,
            FeatureMatrix.Dense.class,
            FeatureMatrix.Sparse.class,
            NeighborTable.class,
            SvmModel.class,
            Kernel.class,
            Activation.class,
            Layers.class,
            Network.class,
            Scaling.class,
            FoldAssignment.class,
            Fold.class,
            Fold[].class,
            MetricSuite.class,
            RegressionLine.class,
            DistanceMeasure.class,
            TopicModelMetric.class,
            FailureCategory.class,
            Lane.class,
            LaneSetting.class,
            TrialOutcome[].class);

    private static final List<Class<? extends Record>> RECORDS = List.of(
            StagedRows.class,
            Scoring.OfPredictions.class,
            Scoring.OfEvaluator.class,
            Scoring.OfTopics.class,
            MetricOptions.class,
            TrialConfig.class,
            ParameterValue.Real.class,
            ParameterValue.Whole.class,
            ParameterValue.Text.class,
            ParameterValue.Flag.class,
            ParameterValue.Sequence.class,
            FoldScore.class,
            LaneChoice.class,
            TrialOutcome.Scored.class,
            TrialOutcome.Failed.class);

    @Override
    public void registerClasses(Kryo kryo) {
        PLAIN.forEach(kryo::register);
        RECORDS.forEach(type -> registerRecord(kryo, type));
        kryo.register(StageTable.class, new JavaSerializer());
        SqlClasses.register(kryo);
        SparkClasses.register(kryo);
        MlClasses.register(kryo);
    }

    private static <T extends Record> void registerRecord(Kryo kryo, Class<T> type) {
        kryo.register(type, new RecordSerializer<>(type));
    }
}
