package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.Predictions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Support vector machines as Spark ML estimators. */
class SupportVectorTest {
    private static final RowView IRIS = ScikitLearnCase.data("iris").allRows();
    private static final RowView CANCER = ScikitLearnCase.data("breast-cancer").allRows();

    @TempDir
    private Path folder;

    @Test
    void paramsHaveDocsDefaultsAndValidators() {
        SupportVectorClassifier classifier = new SupportVectorClassifier("svc");
        assertThat(classifier.explainParams())
                .contains("C: inverse regularization strength (> 0) (default: 1.0)")
                .contains("kernel: kernel function: linear, poly, rbf, sigmoid (default: rbf)");
        assertThat(classifier.setGamma(0.25).getGamma()).isEqualTo("0.25");
        assertThatThrownBy(() -> classifier.setGamma(0)).hasMessage("svc parameter gamma given invalid value 0.0.");
        assertThatThrownBy(() -> classifier.setGamma("wide"))
                .hasMessage("svc parameter gamma given invalid value wide.");
        assertThatThrownBy(() -> classifier.setC(0)).hasMessage("svc parameter C given invalid value 0.0.");
        assertThatThrownBy(() -> classifier.setKernel("cubic"))
                .hasMessage("Param 'kernel' must be one of linear, poly, rbf, sigmoid (value: cubic)");
        assertThatThrownBy(() -> classifier.setClassWeights(new double[] {1, 0}))
                .hasMessageStartingWith("svc parameter classWeights given invalid value");
        assertThatThrownBy(() -> new SupportVectorRegressor("svr").setEpsilon(-1))
                .hasMessage("svr parameter epsilon given invalid value -1.0.");
    }

    @Test
    void transformPredictsAsRowsInMemoryArePredicted() {
        SupportVectorClassificationModel plain = new SupportVectorClassifier().fit(RowTables.of(IRIS));
        SupportVectorClassificationModel calibrated =
                new SupportVectorClassifier().setProbability(true).fit(RowTables.of(IRIS));
        SupportVectorRegressionModel regressor = new SupportVectorRegressor().fit(RowTables.of(IRIS));

        RowTables.assertTransformed(plain.transform(RowTables.of(IRIS)), plain.predictRows(IRIS));
        RowTables.assertTransformed(calibrated.transform(RowTables.of(IRIS)), calibrated.predictRows(IRIS));
        RowTables.assertTransformed(regressor.transform(RowTables.of(IRIS)), regressor.predictRows(IRIS));
        assertThat(plain.transform(RowTables.of(IRIS)).columns()).doesNotContain("probability");
        assertThat(plain.transformSchema(RowTables.of(IRIS).schema()).fieldNames())
                .containsExactlyInAnyOrder(plain.transform(RowTables.of(IRIS)).columns());
        assertThat(calibrated.transform(RowTables.of(IRIS)).columns()).contains("probability");
    }

    @Test
    void probabilitiesAreGoodAndHangOnTheSeedAlone() {
        SupportVectorClassifier classifier =
                new SupportVectorClassifier().setProbability(true).setSeed(3);
        for (RowView rows : List.of(IRIS, CANCER)) {
            Predictions predicted = classifier.learn(rows).predictRows(rows);
            double logLoss = 0;
            for (int row = 0; row < rows.size(); row++) {
                double sum = 0;
                for (int label = 0; label < predicted.width(); label++) {
                    sum += predicted.probability(row, label);
                }
                assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
                logLoss -= Math.log(predicted.probability(row, (int) rows.label(row))) / rows.size();
            }
            assertThat(logLoss).isLessThan(0.25);
            assertThat(RowTables.lines(classifier.learn(rows).predictRows(rows)))
                    .isEqualTo(RowTables.lines(predicted));
        }
        List<String> other = RowTables.lines(
                classifier.copy(new ParamMap()).setSeed(4).learn(IRIS).predictRows(IRIS));
        assertThat(other).isNotEqualTo(RowTables.lines(classifier.learn(IRIS).predictRows(IRIS)));
    }

    @Test
    void trainingsAtOnceAreThoseAlone() {
        List<SupportVectorClassifier> classifiers = IntStream.range(0, 12)
                .mapToObj(number -> new SupportVectorClassifier("svc" + number)
                        .setC(1 << number % 4)
                        .setKernel(number % 3 == 0 ? "linear" : "rbf")
                        .setProbability(number % 2 == 0)
                        .setSeed(number))
                .toList();
        List<List<String>> alone =
                classifiers.stream().map(SupportVectorTest::trained).toList();
        assertThat(classifiers.parallelStream().map(SupportVectorTest::trained).toList())
                .isEqualTo(alone);
    }

    private static List<String> trained(SupportVectorClassifier classifier) {
        return RowTables.lines(classifier.learn(IRIS).predictRows(IRIS));
    }

    @Test
    void aTrainingThatGoesOnIsEndedByCancellingItsTask() throws InterruptedException {
        TaskContext task = TaskContext$.MODULE$.empty();
        SupportVectorClassifier endless =
                new SupportVectorClassifier().setKernel("linear").setC(1e9).setTol(1e-12);
        Thread learner = Thread.currentThread();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        AtomicLong cancelled = new AtomicLong();
        Thread canceller = new Thread(() -> {
            while (!isInSolver(learner)) {
                Thread.onSpinWait();
            }
            cancelled.set(threads.getThreadCpuTime(learner.getId()));
            task.markInterrupted("cancelled by the test");
        });
        TaskContext$.MODULE$.setTaskContext(task);
        try {
            canceller.start();
            assertThatThrownBy(() -> endless.learn(CANCER)).isInstanceOf(TaskKilledException.class);
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - cancelled.get()))
                    .as("CPU time after the cancellation")
                    .isLessThan(Duration.ofMillis(100));
        } finally {
            TaskContext$.MODULE$.unset();
            canceller.join();
        }
    }

    private static boolean isInSolver(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("dev.hone.ml.svm.SmoSolver"));
    }

    @Test
    void estimatorsAndModelsComeBackFromFiles() throws IOException {
        SupportVectorClassifier classifier = new SupportVectorClassifier()
                .setKernel("poly")
                .setC(3)
                .setProbability(true)
                .setClassWeights(new double[] {1, 2, 3});
        classifier.save(path("classifier"));
        SupportVectorClassifier loaded = SupportVectorClassifier.load(path("classifier"));
        assertThat(loaded.getKernel() + loaded.getC() + loaded.getProbability()).isEqualTo("poly3.0true");
        assertThat((double[]) loaded.getOrDefault(loaded.classWeights())).containsExactly(1, 2, 3);
        SupportVectorClassificationModel classes = classifier.fit(RowTables.of(IRIS));
        classes.save(path("classes"));
        assertSameRows(
                SupportVectorClassificationModel.load(path("classes")).transform(RowTables.of(IRIS)),
                classes.transform(RowTables.of(IRIS)));

        SupportVectorRegressor regressor = new SupportVectorRegressor().setEpsilon(0.25);
        regressor.save(path("regressor"));
        assertThat(SupportVectorRegressor.load(path("regressor")).extractParamMap())
                .hasToString(regressor.extractParamMap().toString());
        SupportVectorRegressionModel quantities = regressor.fit(RowTables.of(IRIS));
        quantities.save(path("quantities"));
        assertSameRows(
                SupportVectorRegressionModel.load(path("quantities")).transform(RowTables.of(IRIS)),
                quantities.transform(RowTables.of(IRIS)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void assertSameRows(Dataset<Row> actual, Dataset<Row> expected) {
        assertThat(actual.columns()).isEqualTo(expected.columns());
        assertThat(actual.collectAsList()).isEqualTo(expected.collectAsList());
    }

    @Test
    void modelsSurviveJavaSerialization() {
        SupportVectorClassificationModel model = new SupportVectorClassifier().fit(RowTables.of(IRIS));
        assertThat(RowTables.lines(SerializationUtils.clone(model).predictRows(IRIS)))
                .isEqualTo(RowTables.lines(model.predictRows(IRIS)));
    }

    @Test
    void aScalerBeforeItIsFittedToo() throws IOException {
        RowTables.assertScaledAndSaved(new SupportVectorClassifier().setPredictionCol("kind"), IRIS, path("pipeline"));
        RowTables.assertScaledAndSaved(new SupportVectorRegressor().setPredictionCol("kind"), IRIS, path("pipeline"));
    }

    @Test
    void sparksCrossValidatorTunesIt() {
        SupportVectorClassifier classifier = new SupportVectorClassifier();
        RowTables.assertCrossValidated(
                classifier,
                new ParamMap[] {
                    new ParamMap().put(classifier.kernel().w("linear")),
                    new ParamMap().put(classifier.gamma().w("0.5"))
                },
                IRIS,
                0.93);
    }

    @Test
    void rowsThatCannotBeLearnedFromAreRefused() {
        assertThatThrownBy(() -> new SupportVectorClassifier().fit(RowTables.of(List.of(1.0, 1.0), Vectors.dense(1))))
                .hasMessage("SupportVectorClassifier: there must be rows of two classes at least (classes: 1)");
        assertThatThrownBy(() -> new SupportVectorClassifier()
                        .setClassWeights(new double[] {1, 2})
                        .learn(IRIS))
                .hasMessage("Param 'classWeights' must have one value a class (classes: 3, values: 2)");
        assertThatThrownBy(() -> new SupportVectorClassifier()
                        .setThresholds(new double[] {1, 2, 3})
                        .learn(IRIS))
                .hasMessage("Param 'thresholds' needs param 'probability' to be true");
        assertThatThrownBy(() ->
                        new SupportVectorRegressor().fit(RowTables.of(List.of(1.0, Double.NaN), Vectors.dense(1))))
                .hasMessage("SupportVectorRegressor: labels must be finite numbers (row: 1, label: NaN)");
    }
}
