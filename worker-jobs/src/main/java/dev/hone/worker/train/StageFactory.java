package dev.hone.worker.train;

import dev.hone.worker.data.FamiliarNames;
import dev.hone.worker.trial.ParameterValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.Binarizer;
import org.apache.spark.ml.feature.BucketedRandomProjectionLSH;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.ml.feature.ChiSqSelector;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.DCT;
import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.ml.feature.FeatureHasher;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.ml.feature.MaxAbsScaler;
import org.apache.spark.ml.feature.MinHashLSH;
import org.apache.spark.ml.feature.MinMaxScaler;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PolynomialExpansion;
import org.apache.spark.ml.feature.QuantileDiscretizer;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.RobustScaler;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.TargetEncoder;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.ml.feature.UnivariateFeatureSelector;
import org.apache.spark.ml.feature.VarianceThresholdSelector;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorIndexer;
import org.apache.spark.ml.feature.VectorSizeHint;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.feature.Word2Vec;
import org.apache.spark.ml.param.Param;

/**
 * Makes the stages of a pipeline that come before its learner, from names and values. All params of a stage can be set, its
 * columns included; values are checked by the validators of Spark's own {@code Param}s.
 */
public final class StageFactory {
    private static final Map<String, Class<? extends PipelineStage>> BY_NAME = byName(List.of(
            Binarizer.class,
            BucketedRandomProjectionLSH.class,
            Bucketizer.class,
            ChiSqSelector.class,
            CountVectorizer.class,
            DCT.class,
            ElementwiseProduct.class,
            FeatureHasher.class,
            HashingTF.class,
            IDF.class,
            Imputer.class,
            IndexToString.class,
            Interaction.class,
            MaxAbsScaler.class,
            MinHashLSH.class,
            MinMaxScaler.class,
            NGram.class,
            Normalizer.class,
            OneHotEncoder.class,
            PCA.class,
            PolynomialExpansion.class,
            QuantileDiscretizer.class,
            RFormula.class,
            RegexTokenizer.class,
            RobustScaler.class,
            SQLTransformer.class,
            StandardScaler.class,
            StopWordsRemover.class,
            StringIndexer.class,
            TargetEncoder.class,
            Tokenizer.class,
            UnivariateFeatureSelector.class,
            VarianceThresholdSelector.class,
            VectorAssembler.class,
            VectorIndexer.class,
            VectorSizeHint.class,
            VectorSlicer.class,
            Word2Vec.class));

    private StageFactory() {}

    /**
     * A stage with its params set.
     *
     * @param type simple name of a stage of Spark ML's {@code feature} package or of a learner, or a full class name
     * @param uid of the stage
     * @throws IllegalArgumentException if the stage or a param is not known, or a value is not one that the param takes
     */
    public static PipelineStage create(String type, String uid, Map<String, ParameterValue> params) {
        PipelineStage stage = Reflection.of(classOf(type), uid, "Stage '" + type + "'");
        params.forEach((name, value) -> ParamValues.set(stage, param(stage, name), value));
        return stage;
    }

    private static Class<? extends PipelineStage> classOf(String type) {
        Class<? extends PipelineStage> known = BY_NAME.get(type);
        if (known != null) {
            return known;
        }
        if (LearnerCatalog.names().contains(type)) {
            return LearnerCatalog.classOf(type).asSubclass(PipelineStage.class);
        }
        if (!type.contains(".")) {
            throw new IllegalArgumentException("Stage '" + type + "' is not known (known: " + String.join(", ", names())
                    + ", a learner, or a full class name)" + FamiliarNames.stage(type, names()));
        }
        return onClassPath(type);
    }

    private static Collection<String> names() {
        return BY_NAME.keySet();
    }

    private static Class<? extends PipelineStage> onClassPath(String className) {
        Class<?> type = Reflection.classNamed(className, "Stage");
        if (!isEstimatorOrTransformer(type) || type == Pipeline.class) {
            throw new IllegalArgumentException(
                    "Stage '" + className + "' must be a Spark ML Estimator or Transformer, and no Pipeline");
        }
        return type.asSubclass(PipelineStage.class);
    }

    private static boolean isEstimatorOrTransformer(Class<?> type) {
        return Estimator.class.isAssignableFrom(type) || Transformer.class.isAssignableFrom(type);
    }

    @SuppressWarnings("unchecked")
    private static Param<Object> param(PipelineStage stage, String name) {
        List<String> names =
                Arrays.stream(stage.params()).map(Param::name).sorted().toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(stage.getClass().getSimpleName() + " has no param '" + name
                    + "' (params: " + String.join(", ", names) + ")" + FamiliarNames.param(name, names));
        }
        return (Param<Object>) (Param<?>) stage.getParam(name);
    }

    private static Map<String, Class<? extends PipelineStage>> byName(List<Class<? extends PipelineStage>> types) {
        Map<String, Class<? extends PipelineStage>> byName = new TreeMap<>();
        types.forEach(type -> byName.put(type.getSimpleName(), type));
        return byName;
    }
}
