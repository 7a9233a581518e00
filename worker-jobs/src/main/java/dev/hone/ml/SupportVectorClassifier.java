package dev.hone.ml;

import dev.hone.ml.svm.Calibration;
import dev.hone.ml.svm.SvmModel;
import dev.hone.ml.svm.SvmParams;
import dev.hone.ml.svm.SvmProblem;
import dev.hone.ml.svm.SvmTraining;
import dev.hone.worker.data.RowView;
import java.util.Arrays;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Support vector classification, one class against one, with the results of libsvm and scikit-learn's {@code SVC}. Its model
 * has probabilities only where param {@code probability} asks for them, which takes up to six trainings; else it adds no such
 * column. {@code fit} collects all rows. Rows have no weights.
 */
public final class SupportVectorClassifier
        extends ProbabilisticClassifier<Vector, SupportVectorClassifier, SupportVectorClassificationModel>
        implements SupportVectorLearner<SupportVectorClassifier>, HasSeed, MLWritable {
    private static final long serialVersionUID = 1L;

    private @Nullable String uid;
    private final SupportVectorParams.Declared declared;
    private final DoubleArrayParam classWeights;
    private final BooleanParam probability;

    @SuppressWarnings("NullAway.Init")
    private LongParam seed;

    /** Creates an estimator with a random uid and default params. */
    public SupportVectorClassifier() {
        this(Uid.random(SupportVectorClassifier.class));
    }

    /**
     * Creates an estimator with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     */
    public SupportVectorClassifier(String uid) {
        this(Uid.announce(uid));
    }

    private SupportVectorClassifier(Uid announced) {
        declared = new SupportVectorParams.Declared(this);
        HasSeed.$init$(this);
        classWeights = new DoubleArrayParam(
                this,
                "classWeights",
                "class weights, factors of C, one per class (each > 0); 1 each if not set",
                new ArePositive());
        probability = new BooleanParam(
                this, "probability", "whether to calibrate probabilities, by up to 5 more trainings and param seed");
        setDefault(probability, false);
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uid.announced();
        }
        return uid;
    }

    @Override
    public SupportVectorParams.Declared supportVectorParams() {
        return declared;
    }

    @Override
    public LongParam seed() {
        return seed;
    }

    @Override
    public void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam param) {
        seed = param;
    }

    /** Class weights, factors of {@code C}: one per class, each above 0. Not set by default: 1 each. */
    public DoubleArrayParam classWeights() {
        return classWeights;
    }

    /** Whether to calibrate probabilities; default false. */
    public BooleanParam probability() {
        return probability;
    }

    /** The value of {@link #probability()}. */
    public boolean getProbability() {
        return (Boolean) getOrDefault(probability);
    }

    /** Class weights, factors of {@code C}: one per class, each above 0. Not set by default: 1 each. */
    public SupportVectorClassifier setClassWeights(double[] value) {
        set(classWeights, value);
        return this;
    }

    /** Whether to calibrate probabilities, by up to five more trainings; default false. */
    public SupportVectorClassifier setProbability(boolean value) {
        set(probability, value);
        return this;
    }

    /** Random seed of the folds of the calibration; default: a hash of the class name, as in Spark. */
    public SupportVectorClassifier setSeed(long value) {
        set(seed, value);
        return this;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return getProbability() || getProbabilityCol().isEmpty()
                ? super.transformSchema(schema)
                : copy(new ParamMap()).setProbabilityCol("").transformSchema(schema);
    }

    @Override
    public SupportVectorClassificationModel train(Dataset<?> dataset) {
        return learn(RowReader.classes(this, dataset));
    }

    @Override
    public SupportVectorClassificationModel learn(RowView rows) {
        RowChecks.requireRows(this, rows);
        RowChecks.requireFiniteFeatures(this, rows);
        SvmProblem problem = SvmProblem.of(rows, RowChecks.requireClasses(this, rows));
        requireSuited(problem);
        SvmParams params = svmParams(0, weights());
        SvmModel machine = SvmTraining.classes(problem, params);
        double[] calibration =
                getProbability() ? Calibration.fit(problem, params, (Long) getOrDefault(seed)) : new double[0];
        return new SupportVectorClassificationModel(uid(), Payload.of(machine), calibration);
    }

    private void requireSuited(SvmProblem problem) {
        int present = problem.present().length;
        if (present < 2) {
            throw new IllegalArgumentException(
                    RowChecks.name(this) + ": there must be rows of two classes at least (classes: " + present + ")");
        }
        if (weights().length > 0 && weights().length != problem.numClasses()) {
            throw new IllegalArgumentException("Param 'classWeights' must have one value a class (classes: "
                    + problem.numClasses() + ", values: " + weights().length + ")");
        }
        if (isDefined(thresholds()) && !getProbability()) {
            throw new IllegalArgumentException("Param 'thresholds' needs param 'probability' to be true");
        }
    }

    private double[] weights() {
        return isDefined(classWeights) ? (double[]) getOrDefault(classWeights) : new double[0];
    }

    private static final class ArePositive extends scala.runtime.AbstractFunction1<double[], Object>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object apply(double[] weights) {
            return Arrays.stream(weights).allMatch(weight -> weight > 0 && Double.isFinite(weight));
        }
    }

    @Override
    public SupportVectorClassifier copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new DefaultParamsWriter(this);
    }

    /** Reads what {@link #write} saved. */
    public static MLReader<SupportVectorClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Loads what {@code save} wrote.
     *
     * @param path the folder, on any Hadoop file system
     */
    public static SupportVectorClassifier load(String path) {
        return read().load(path);
    }
}
