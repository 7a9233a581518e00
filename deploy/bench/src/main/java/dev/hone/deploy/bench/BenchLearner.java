package dev.hone.deploy.bench;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/** The grids of the benchmark: twelve trials and three folds each, unless they say otherwise. */
enum BenchLearner {
    LINEAR("linear", "LogisticRegression", "LinearRegression") {
        @Override
        List<Dimension> dimensions() {
            return List.of(reals("regParam", 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1));
        }
    },
    DECISION_TREE("decision-tree", "DecisionTreeClassifier", "DecisionTreeRegressor") {
        @Override
        List<Dimension> dimensions() {
            return List.of(wholes("minInstancesPerNode", 1, 5, 20), wholes("maxDepth", 3, 5, 7, 9));
        }
    },
    RANDOM_FOREST("random-forest", "RandomForestClassifier", "RandomForestRegressor") {
        @Override
        List<Dimension> dimensions() {
            return List.of(
                    wholes("minInstancesPerNode", 1, 5), wholes("maxDepth", 4, 6, 8), wholes("numTrees", 10, 20));
        }
    },
    GBT("gbt", "GBTClassifier", "GBTRegressor") {
        @Override
        List<Dimension> dimensions() {
            return List.of(reals("stepSize", 0.1, 0.3), wholes("maxDepth", 3, 5), wholes("maxIter", 5, 10, 20));
        }

        @Override
        boolean suits(TrainingData data) {
            return data.numClasses() == 0 || data.numClasses() == 2;
        }
    },
    /** All networks train for {@link #EPOCHS}, however their loss falls. */
    NEURAL_NETWORK("neural-network", "NeuralNetworkClassifier", "NeuralNetworkRegressor") {
        @Override
        List<Dimension> dimensions() {
            return List.of(
                    wholes("neurons", 32, 64),
                    reals("learningRate", 1e-3, 3e-3, 0.01),
                    wholes("batchSize", 50, 200),
                    wholes("epochs", EPOCHS),
                    wholes("patience", EPOCHS));
        }

        @Override
        OptionalLong epochs() {
            return OptionalLong.of(EPOCHS);
        }
    },
    /** Six trials by five folds on standardized features. */
    SVM("svm", "SupportVectorClassifier", "SupportVectorRegressor") {
        @Override
        List<Dimension> dimensions() {
            return List.of(texts("kernel", "linear", "rbf"), reals("C", 0.1, 1, 10));
        }

        @Override
        int folds() {
            return 5;
        }

        @Override
        TrainingData prepared(TrainingData data) {
            return BenchTable.standardized(data);
        }
    };

    private static final long EPOCHS = 50;

    private final String label;
    private final String classifier;
    private final String regressor;

    BenchLearner(String label, String classifier, String regressor) {
        this.label = label;
        this.classifier = classifier;
        this.regressor = regressor;
    }

    String label() {
        return label;
    }

    LearnerSpace space(BenchTable table) {
        return new LearnerSpace(table.isRegression() ? regressor : classifier, dimensions());
    }

    abstract List<Dimension> dimensions();

    boolean suits(TrainingData data) {
        return true;
    }

    /** Number of folds of a search. */
    int folds() {
        return 3;
    }

    /** The table as all contenders get it. */
    TrainingData prepared(TrainingData data) {
        return data;
    }

    /** How many epochs each fit trains, if that is what it does. */
    OptionalLong epochs() {
        return OptionalLong.empty();
    }

    private static Dimension reals(String name, double... values) {
        return choice(
                name,
                DoubleStream.of(values).<ParameterValue>mapToObj(Real::new).toList());
    }

    private static Dimension texts(String name, String... values) {
        return choice(name, Arrays.stream(values).<ParameterValue>map(Text::new).toList());
    }

    private static Dimension wholes(String name, long... values) {
        return choice(
                name, Arrays.stream(values).<ParameterValue>mapToObj(Whole::new).toList());
    }

    private static Dimension choice(String name, List<ParameterValue> values) {
        return new Choice(name, Condition.always(), values);
    }
}
