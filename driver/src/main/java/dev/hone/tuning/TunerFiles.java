package dev.hone.tuning;

import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ValidatorParams;
import org.apache.spark.ml.tuning.ValidatorParams$;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple4;
import scala.collection.immutable.List$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Saves and loads tuners as Spark does cross-validators, and their models: the folders {@code tuner}, {@code bestModel},
 * {@code trials} (a row per trial, Parquet) and, where they were kept, {@code subModels/fold<i>/<trial>}.
 */
final class TunerFiles {
    private static final String TUNER = "tuner";
    private static final String BEST_MODEL = "bestModel";
    private static final String TRIALS = "trials";
    private static final String SUB_MODELS = "subModels";
    private static final String PERSIST_SUB_MODELS = "persistsubmodels";
    private static final StructType TRIAL = new StructType()
            .add("trial", DataTypes.IntegerType)
            .add("foldMetrics", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("lane", DataTypes.StringType)
            .add("message", DataTypes.StringType)
            .add("persistedFolds", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("curve", DataTypes.LongType)
            .add("laneReason", DataTypes.StringType)
            .add(
                    "furtherMetrics",
                    DataTypes.createMapType(DataTypes.StringType, DataTypes.createArrayType(DataTypes.DoubleType)));

    /** Absent in models that earlier versions saved, as are those below. */
    private static final int CURVE = TRIAL.fieldIndex("curve");

    private static final int LANE_REASON = TRIAL.fieldIndex("laneReason");
    private static final int FURTHER_METRICS = TRIAL.fieldIndex("furtherMetrics");

    /** The package of tuners that earlier versions saved. */
    private static final String EARLIER_PACKAGE = "dev.hone.driver.tuning";

    private TunerFiles() {}

    static MLWriter writer(HyperparameterTuner tuner) {
        HyperparameterTuner saved = tuner.isSet(tuner.searchSpace()) ? withoutTrials(tuner) : tuner;
        ValidatorParams$.MODULE$.validateParams(saved);
        return new TunerWriter(saved);
    }

    /** Spark wants param maps to save: one that sets nothing stands for those that are drawn from a space. */
    private static HyperparameterTuner withoutTrials(HyperparameterTuner tuner) {
        return tuner.copy(ParamMap.empty()).setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()});
    }

    static MLWriter writer(HyperparameterTunerModel model) {
        ValidatorParams$.MODULE$.validateParams(model.tuner());
        return new ModelWriter(model);
    }

    static MLReader<HyperparameterTuner> reader() {
        return new TunerReader();
    }

    static MLReader<HyperparameterTunerModel> modelReader() {
        return new ModelReader();
    }

    /** The class name that the metadata must have: that of the class, or the one by which earlier versions saved it. */
    private static String savedName(Class<?> saved, String path, SparkSession session) {
        String earlier = EARLIER_PACKAGE + "." + saved.getSimpleName();
        String found = DefaultParamsReader.loadMetadata(path, session, "").className();
        return found.equals(earlier) ? earlier : saved.getName();
    }

    private static String below(String path, String... names) {
        Path found = new Path(path);
        for (String name : names) {
            found = new Path(found, name);
        }
        return found.toString();
    }

    private static final class TunerWriter extends MLWriter {
        private final HyperparameterTuner tuner;

        TunerWriter(HyperparameterTuner tuner) {
            this.tuner = tuner;
        }

        @Override
        public void saveImpl(String path) {
            ValidatorParams$.MODULE$.saveImpl(path, tuner, sparkSession(), Option.empty());
        }
    }

    private static final class TunerReader extends MLReader<HyperparameterTuner> {
        @Override
        public HyperparameterTuner load(String path) {
            Tuple4<DefaultParamsReader.Metadata, ? extends Estimator<?>, Evaluator, ParamMap[]> loaded =
                    ValidatorParams.loadImpl(
                            path, sparkSession(), savedName(HyperparameterTuner.class, path, sparkSession()));
            HyperparameterTuner tuner = new HyperparameterTuner(loaded._1().uid())
                    .setEstimator(loaded._2())
                    .setEvaluator(loaded._3())
                    .setEstimatorParamMaps(loaded._4());
            loaded._1()
                    .getAndSetParams(
                            tuner,
                            Option.apply(
                                    List$.MODULE$.from(CollectionConverters.asScala(List.of("estimatorParamMaps")))));
            if (tuner.isSet(tuner.searchSpace())) {
                tuner.clear(tuner.estimatorParamMaps());
            }
            return tuner;
        }
    }

    private static final class ModelWriter extends MLWriter {
        private final HyperparameterTunerModel model;

        ModelWriter(HyperparameterTunerModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            save(model.tuner(), below(path, TUNER));
            save(model.bestModel(), below(path, BEST_MODEL));
            boolean all = Boolean.parseBoolean(
                    optionMap().getOrElse(PERSIST_SUB_MODELS, () -> Boolean.toString(model.hasSubModels())));
            sparkSession()
                    .createDataFrame(trials(all), TRIAL)
                    .coalesce(1)
                    .write()
                    .parquet(below(path, TRIALS));
            if (all) {
                saveSubModels(path);
            }
        }

        private List<Row> trials(boolean all) {
            TrialTable trials = model.trials();
            List<String> further = TunerMetrics.of(model.tuner()).further();
            List<Row> rows = new ArrayList<>(trials.outcomes().size());
            for (int trial = 0; trial < trials.outcomes().size(); trial++) {
                rows.add(RowFactory.create(
                        trial,
                        trials.ofTrial(trial),
                        trials.lanes()[trial],
                        trials.messages()[trial],
                        all ? folds(trial) : List.of(),
                        trials.curves().get(trial),
                        trials.laneReasons()[trial],
                        metrics(trial, further)));
            }
            return rows;
        }

        private Map<String, double[]> metrics(int trial, List<String> names) {
            Map<String, double[]> byFold = new LinkedHashMap<>();
            names.forEach(name -> byFold.put(name, model.trials().ofTrial(trial, name)));
            return byFold;
        }

        private List<Integer> folds(int trial) {
            List<Integer> folds = new ArrayList<>();
            for (int fold = 0; fold < model.subModels().length; fold++) {
                if (model.subModels()[fold][trial] != null) {
                    folds.add(fold);
                }
            }
            return folds;
        }

        private void saveSubModels(String path) {
            @Nullable Model<?>[][] models = model.subModels();
            for (int fold = 0; fold < models.length; fold++) {
                for (int trial = 0; trial < models[fold].length; trial++) {
                    Model<?> ofFold = models[fold][trial];
                    if (ofFold != null) {
                        save(ofFold, subModel(path, fold, trial));
                    }
                }
            }
        }

        private static void save(Object what, String path) {
            try {
                ((MLWritable) what).save(path);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
            }
        }
    }

    private static String subModel(String path, int fold, int trial) {
        return below(path, SUB_MODELS, "fold" + fold, Integer.toString(trial));
    }

    private static final class ModelReader extends MLReader<HyperparameterTunerModel> {
        @Override
        public HyperparameterTunerModel load(String path) {
            DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(
                    path, sparkSession(), savedName(HyperparameterTunerModel.class, path, sparkSession()));
            List<Row> rows = sparkSession()
                    .read()
                    .schema(TRIAL)
                    .parquet(below(path, TRIALS))
                    .orderBy("trial")
                    .collectAsList();
            HyperparameterTuner tuner =
                    new TunerReader().session(sparkSession()).load(below(path, TUNER));
            TrialTable trials = trials(rows, tuner);
            HyperparameterTunerModel model =
                    new HyperparameterTunerModel(metadata.uid(), tuner, model(below(path, BEST_MODEL)), trials);
            if (rows.stream().anyMatch(row -> !row.getList(4).isEmpty())) {
                model.keep(subModels(path, rows, trials.folds()));
            }
            metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            return model;
        }

        private static TrialTable trials(List<Row> rows, HyperparameterTuner tuner) {
            TunerMetrics metrics = TunerMetrics.of(tuner);
            TunerTrials trials = TunerTrials.of(tuner);
            List<TrialConfig> configs = trials.known(rows.size());
            List<TrialOutcome> outcomes = new ArrayList<>(rows.size());
            Map<Integer, Long> curves = new HashMap<>();
            for (Row row : rows) {
                outcomes.add(outcome(row, configs.get(row.getInt(0)), metrics));
                if (!row.isNullAt(CURVE)) {
                    curves.put(row.getInt(0), row.getLong(CURVE));
                }
            }
            return new TrialTable(outcomes, rows.get(0).getList(1).size(), curves);
        }

        private static TrialOutcome outcome(Row row, TrialConfig config, TunerMetrics metrics) {
            String message = row.getString(3);
            if (!message.isEmpty()) {
                return new Failed(config, FailureCategory.TRAINING_FAILED, message, 0);
            }
            Map<String, List<Double>> byFold = new LinkedHashMap<>();
            byFold.put(metrics.metric(), row.getList(1));
            metrics.further().forEach(name -> byFold.put(name, further(row, name)));
            List<FoldScore> scores = IntStream.range(0, row.getList(1).size())
                    .mapToObj(fold -> new FoldScore(fold, ofFold(byFold, fold), 0, 0))
                    .toList();
            String reason = row.isNullAt(LANE_REASON) ? "" : row.getString(LANE_REASON);
            return new Scored(config, new LaneChoice(lane(row.getString(2)), reason), scores, 0);
        }

        private static List<Double> further(Row row, String metric) {
            Map<String, scala.collection.Seq<Double>> metrics = row.getJavaMap(FURTHER_METRICS);
            return CollectionConverters.asJava(Objects.requireNonNull(metrics.get(metric)));
        }

        private static Map<String, Double> ofFold(Map<String, List<Double>> byFold, int fold) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            byFold.forEach((name, values) -> metrics.put(name, values.get(fold)));
            return metrics;
        }

        /** Earlier versions did not tell inline training from fast training. */
        private static Lane lane(String label) {
            return label.equals(LaneRule.EXECUTOR) ? Lane.FAST : Lane.labelled(label);
        }

        private @Nullable Model<?>[][] subModels(String path, List<Row> rows, int folds) {
            @Nullable Model<?>[][] models = new Model<?>[folds][rows.size()];
            for (int trial = 0; trial < rows.size(); trial++) {
                for (int fold : rows.get(trial).<Integer>getList(4)) {
                    models[fold][trial] = model(subModel(path, fold, trial));
                }
            }
            return models;
        }

        private Model<?> model(String path) {
            return Objects.requireNonNull(
                    DefaultParamsReader$.MODULE$.<Model<?>>loadParamsInstance(path, sparkSession()));
        }
    }
}
