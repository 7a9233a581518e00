package dev.hone.worker.train.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.util.MLWritable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models are MLlib's own: saved, loaded and asked like any other. */
class TreeModelsTest {
    private static final long SEED = 20_261_205L;
    private static final int ROWS = 200;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the table: " + SEED);
    }

    @Test
    void savedTreesLoadAsTheyWere() throws IOException {
        DecisionTreeClassificationModel tree =
                (DecisionTreeClassificationModel) train(new DecisionTreeClassifier().setMaxDepth(4));
        DecisionTreeClassificationModel loaded = DecisionTreeClassificationModel.load(saved(tree));
        assertThat(loaded.toDebugString()).isEqualTo(tree.toDebugString());
        assertThat(loaded.featureImportances()).isEqualTo(tree.featureImportances());
    }

    @Test
    void savedForestsLoadAsTheyWere() throws IOException {
        RandomForestClassificationModel forest =
                (RandomForestClassificationModel) train(new RandomForestClassifier().setNumTrees(4));
        RandomForestClassificationModel loaded = RandomForestClassificationModel.load(saved(forest));
        assertThat(loaded.toDebugString()).isEqualTo(forest.toDebugString());
        assertThat(loaded.featureImportances()).isEqualTo(forest.featureImportances());
        assertThat(loaded.getNumTrees()).isEqualTo(4);
    }

    @Test
    void savedForestsOfQuantitiesLoadAsTheyWere() throws IOException {
        RandomForestRegressionModel forest =
                (RandomForestRegressionModel) train(new RandomForestRegressor().setNumTrees(4));
        RandomForestRegressionModel loaded = RandomForestRegressionModel.load(saved(forest));
        assertThat(loaded.toDebugString()).isEqualTo(forest.toDebugString());
        assertThat(loaded.featureImportances()).isEqualTo(forest.featureImportances());
    }

    @Test
    void savedBoostedTreesLoadAsTheyWere() throws IOException {
        GBTClassificationModel boosted =
                (GBTClassificationModel) train(new GBTClassifier().setMaxIter(4).setMaxDepth(3));
        GBTClassificationModel loaded = GBTClassificationModel.load(saved(boosted));
        assertThat(loaded.toDebugString()).isEqualTo(boosted.toDebugString());
        assertThat(loaded.treeWeights()).isEqualTo(boosted.treeWeights());
        assertThat(loaded.featureImportances()).isEqualTo(boosted.featureImportances());
    }

    @Test
    void treesOfAForestCarryItsParams() {
        RandomForestClassificationModel forest = (RandomForestClassificationModel)
                train(new RandomForestClassifier().setNumTrees(2).setMaxDepth(3).setImpurity("entropy"));
        for (DecisionTreeClassificationModel tree : forest.trees()) {
            assertThat(tree.getMaxDepth()).isEqualTo(3);
            assertThat(tree.getImpurity()).isEqualTo("entropy");
        }
    }

    @Test
    void aSeedOfItsOwnMakesEachTree() {
        RandomForestClassificationModel forest =
                (RandomForestClassificationModel) train(new RandomForestClassifier().setNumTrees(3));
        assertThat(List.of(forest.trees()).stream()
                        .map(DecisionTreeClassificationModel::rootNode)
                        .map(node -> node.impurity())
                        .distinct())
                .hasSize(3);
    }

    private String saved(MLWritable model) throws IOException {
        String path = folder.resolve("model").toString();
        model.save(path);
        return path;
    }

    private static Model<?> train(Estimator<?> estimator) {
        Random random = new Random(SEED);
        double[] features = random.doubles(ROWS * 5L).toArray();
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] =
                    features[5 * row] + features[5 * row + 1] * features[5 * row + 2] > 0.7 + random.nextGaussian() / 5
                            ? 1
                            : 0;
        }
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(ROWS, 5, features))
                .classLabels(labels, 2, List.of())
                .build();
        return TrainerRegistry.trainerFor(estimator, LaneSetting.AUTO).train(estimator, data.allRows());
    }
}
