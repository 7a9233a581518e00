package dev.hone.driver.cli;

import static dev.hone.driver.cli.Mistake.inLearner;
import static dev.hone.driver.cli.Mistake.inPipeline;
import static dev.hone.driver.cli.Mistake.inStudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configured;
import org.apache.spark.ml.feature.SQLTransformer;
import org.junit.jupiter.api.Test;

/** A study file of somebody else runs nothing but stages and learners: what else it asks for is refused before anything of it runs. */
class UntrustedStudyTest extends MistakeContract {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger CLASSES = new AtomicInteger();

    private static final String SQL_IS_REFUSED =
            " needs the option --allow-sql, which is for study files that you trust: SQL can call any Java method (reflect),"
                    + " in validate too";
    private static final String CALL = "  - {name: SQLTransformer, params: {statement: \"SELECT *, reflect('"
            + UntrustedStudyTest.class.getName() + "', 'call') AS c FROM __THIS__\"}}";

    /** What a statement calls. */
    public static String call() {
        return "call " + CALLS.incrementAndGet();
    }

    /** A class on the class path that tells when it is initialized. */
    public static final class Loaded extends Configured {
        static {
            CLASSES.incrementAndGet();
        }

        /** As a stage has it. */
        public Loaded(String uid) {
            CLASSES.incrementAndGet();
        }
    }

    /** Somebody's own stage that runs SQL. */
    public static final class OwnSql extends SQLTransformer {
        private static final long serialVersionUID = 1L;

        /** As Spark makes stages. */
        public OwnSql(String uid) {
            super(uid);
        }
    }

    static Stream<Mistake> mistakes() {
        String loaded = Loaded.class.getName();
        return Stream.of(
                inPipeline(
                        "SQL that calls Java",
                        CALL,
                        "line 7, pipeline.0.name: Stage 'SQLTransformer'" + SQL_IS_REFUSED),
                inPipeline(
                        "SQL by the name of its class",
                        "  - " + SQLTransformer.class.getName(),
                        "line 7, pipeline.0: Stage 'org.apache.spark.ml.feature.SQLTransformer'" + SQL_IS_REFUSED),
                inPipeline(
                        "a stage that extends the one for SQL",
                        "  - {name: " + OwnSql.class.getName() + ", as: harmless}",
                        "line 7, pipeline.0.name: Stage '" + OwnSql.class.getName() + "'" + SQL_IS_REFUSED),
                inPipeline(
                        "a class that is no stage",
                        "  - " + loaded,
                        "line 7, pipeline.0: Stage '" + loaded + "' must be a Spark ML Estimator or Transformer, and no"
                                + " Pipeline"),
                inLearner(
                        "a class that is no learner",
                        "learner: " + loaded + "\n",
                        "line 6, learner: Learner '" + loaded + "' must be a Spark ML Estimator"),
                inLearner(
                        "a class that is no classifier",
                        "learner: OneVsRest\nspace:\n  classifier: [" + loaded + "]\n",
                        "line 6, learner: Learner '" + loaded + "' must be a Spark ML Estimator"),
                inStudy(
                        "a class of a Hadoop file system",
                        "  label: kind\n",
                        "  label: kind\n  options: {fs.odd.impl: " + loaded + "}\n",
                        "line 6, data.options.fs.odd.impl: must not name a class, as a study file makes none but stages and"
                                + " learners (value: " + loaded
                                + "); if you mean it, pass --conf spark.hadoop.fs.odd.impl="
                                + loaded),
                inStudy(
                        "a class among others",
                        "  label: kind\n",
                        "  label: kind\n  options: {io.compression.codecs: 'a.B, " + loaded + "'}\n",
                        "line 6, data.options.io.compression.codecs: must not name a class, as a study file makes none but"
                                + " stages and learners (value: a.B, " + loaded
                                + "); if you mean it, pass --conf spark.hadoop.io.compression.codecs=a.B, " + loaded),
                inStudy(
                        "a class that Hadoop puts together",
                        "  label: kind\n",
                        "  label: kind\n  options: {odd.name: 'a.B', fs.odd.impl: '${odd.name}'}\n",
                        "line 6, data.options.fs.odd.impl: must not have variables of Hadoop in it, which may name a class"
                                + " (value: ${odd.name}); if you mean it, pass --conf spark.hadoop.fs.odd.impl=${odd.name}"),
                inStudy(
                        "a class as the codec of a csv",
                        "  label: kind\n",
                        "  label: kind\n  options: {compression: " + loaded + "}\n",
                        "line 6, data.options.compression: must not name a class, as a study file makes none but stages and"
                                + " learners (value: " + loaded + ")"),
                inStudy(
                        "a value that a declared column has by default",
                        "  label: kind\n",
                        "  label: kind\n  schema: \"a INT DEFAULT reflect('" + UntrustedStudyTest.class.getName()
                                + "', 'call')\"\n",
                        "line 6, data.schema: schema must be columns and types of Spark SQL, such as \"id INT, price DECIMAL(10,2), `opening day` DATE\" (schema: {...}"),
                inStudy(
                        "a tag of Java",
                        "name: tiny",
                        "name: !!" + loaded + " [tiny]",
                        "line 1: a value must have no YAML tag (tag: !!" + loaded + ")"),
                inStudy(
                        "a tag of a mapping's value",
                        "  minInfoGain: 0.0",
                        "  minInfoGain: !!float 0",
                        "line 9: a value must have no YAML tag (tag: !!float)"),
                inStudy(
                        "a tag of a mapping",
                        "data:\n",
                        "data: !table\n",
                        "line 2: a value must have no YAML tag (tag: !table)"));
    }

    @Test
    void whatIsRefusedHasRunNothing() {
        Path folder = temporary();
        for (Mistake mistake : mistakes().toList()) {
            StudyFolder study = StudyFolder.in(folder.resolve(mistake.toString()));
            mistake.make(study);

            CommandLineRun run = study.run("validate");

            assertThat(run.exitCode()).as(mistake.toString()).isEqualTo(2);
        }

        assertThat(CALLS).as("calls of a statement").hasValue(0);
        assertThat(CLASSES).as("classes that were initialized").hasValue(0);
    }

    @Test
    void aSettingOfTheCommandLineMayHaveNoTagEither() {
        CommandLineRun run = folder().run("validate", "--set", "name=!!" + Loaded.class.getName() + " [x]");

        assertThat(run.err())
                .isEqualTo("hone: --set name: a value must have no YAML tag (tag: !!" + Loaded.class.getName() + ")\n");
    }

    @Test
    void aTrustedStudyMayRunSql() {
        Mistake sql = inPipeline(
                "SQL", "  - {name: SQLTransformer, params: {statement: 'SELECT *, a * b AS c FROM __THIS__'}}", "");
        sql.make(folder());

        CommandLineRun run = folder().run("validate", StudyFolder.ALLOW_SQL);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\nfeatures  c\nstages    SQLTransformer; ");
    }
}
