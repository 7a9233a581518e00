package dev.hone.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.NullMarked;

/** The laws of the layout, over the classes of all modules. */
@AnalyzeClasses(packages = "dev.hone", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> ENGINE = DescribedPredicate.describe(
            "the engine (SparkContext, SparkSession, Dataset, RDD)",
            type -> Set.of(SparkContext.class, SparkSession.class, Dataset.class, RDD.class).stream()
                    .anyMatch(type::isAssignableTo));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.hone.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatRunsOnExecutorsKnowsNothingOfTheDriver = noClasses()
            .that()
            .resideInAPackage("dev.hone.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.hone.driver..", "dev.hone.deploy..");

    @ArchTest
    static final ArchRule layersOfWorkersAreKept = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("configs and outcomes")
            .definedBy("dev.hone.worker.trial..")
            .layer("tables")
            .definedBy("dev.hone.worker.data..")
            .layer("folds")
            .definedBy("dev.hone.worker.fold..")
            .layer("numerics")
            .definedBy("dev.hone.worker.matrix..", "dev.hone.worker.optimize..", "dev.hone.worker.metric..")
            .layer("estimators")
            .definedBy("dev.hone.ml..")
            .layer("training")
            .definedBy("dev.hone.worker.stage..", "dev.hone.worker.train..", "dev.hone.worker.predict..")
            .layer("evaluation")
            .definedBy("dev.hone.worker.evaluate..")
            .layer("serialization")
            .definedBy("dev.hone.worker.kryo..")
            .whereLayer("serialization")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("evaluation")
            .mayOnlyBeAccessedByLayers("serialization")
            .whereLayer("training")
            .mayOnlyBeAccessedByLayers("evaluation", "serialization")
            .whereLayer("estimators")
            .mayOnlyBeAccessedByLayers("training", "evaluation", "serialization")
            .whereLayer("folds")
            .mayOnlyBeAccessedByLayers("evaluation", "serialization")
            .whereLayer("numerics")
            .mayOnlyBeAccessedByLayers("estimators", "training", "evaluation", "serialization")
            .whereLayer("tables")
            .mayOnlyBeAccessedByLayers("folds", "numerics", "estimators", "training", "evaluation", "serialization");

    @ArchTest
    static final ArchRule packagesOfTheDriverAreSmall = classes()
            .that()
            .resideInAnyPackage("dev.hone.driver..", "dev.hone.tuning..")
            .and()
            .areTopLevelClasses()
            .should(new BeInASmallPackage());

    @ArchTest
    static final ArchRule onlyTheEdgesNameTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.hone.driver.execute..",
                    "dev.hone.driver.table..",
                    "dev.hone.driver.pipeline..",
                    "dev.hone.driver.task..",
                    "dev.hone.driver.monitor..",
                    "dev.hone.tuning..",
                    "dev.hone.driver.tuning..",
                    "dev.hone.driver.cli..",
                    "dev.hone.ml..",
                    "dev.hone.worker.train.inline..")
            .should()
            .dependOnClassesThat(ENGINE);

    @ArchTest
    static final ArchRule everyPackageIsNullMarked =
            classes().that().areTopLevelClasses().should(new BeInANullMarkedPackage());

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackages("dev.hone.driver.cli..", "dev.hone.deploy..")
            .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    private static final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {
        BeInANullMarkedPackage() {
            super("be in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in an unmarked package"));
        }
    }

    private static final class BeInASmallPackage extends ArchCondition<JavaClass> {
        private static final int MOST_FILES = 25;

        BeInASmallPackage() {
            super("be in a package of at most " + MOST_FILES + " files");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            long files = type.getPackage().getClasses().stream()
                    .filter(JavaClass::isTopLevelClass)
                    .count();
            events.add(new SimpleConditionEvent(
                    type, files <= MOST_FILES, type.getPackageName() + " has " + files + " files"));
        }
    }
}
