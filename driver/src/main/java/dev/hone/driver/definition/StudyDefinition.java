package dev.hone.driver.definition;

import dev.hone.driver.journal.EarlierRun;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.publish.PublishDefinition;
import dev.hone.driver.publish.PublishedFolder;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.sampler.known.FixedParams;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.evaluate.Scoring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;

/**
 * A study file that is free of mistakes, as far as that can be told without its table.
 *
 * @param name the study's name
 * @param data the table
 * @param search what to try
 * @param validation how to judge it
 * @param output folder of the results
 * @param document the file, to tell the place of a mistake that only the table brings to light
 */
public record StudyDefinition(
        String name,
        TableSource data,
        SearchDefinition search,
        ValidationDefinition validation,
        String output,
        Section document) {
    static final String WARM_START = "warm-start";
    static final String RECOMMEND = "recommend";

    /** A value of {@link #WARM_START}: the run that found the latest version under {@code publish.path}. */
    static final String LATEST = "latest";

    /**
     * The same study where trials cannot share a training.
     *
     * @param reason why not
     * @throws StudyFileException if {@code search.curves} insists
     */
    public StudyDefinition withoutCurves(String reason) {
        Section section = document.section("search");
        if (section.flag("curves").orElse(false)) {
            throw section.invalid(
                    "curves", "needs trials that are trained inside tasks (lane cluster: " + reason + ")");
        }
        return withoutCurves();
    }

    private StudyDefinition withoutCurves() {
        return new StudyDefinition(name, data, search.withoutCurves(), validation, output, document);
    }

    /** The digests that the study may have once its table is known, on which it depends whether there are curves. */
    public Set<String> digests() {
        return Set.copyOf(
                List.of(digest(), withoutCurves().digest()).stream().distinct().toList());
    }

    /** Names the output folder. */
    public OutputFolder outputFolder(Configuration hadoop) {
        return withOutput(() -> OutputFolder.at(output, hadoop));
    }

    /** What the supplier gives; an output folder that it refuses is told with the place that names it. */
    public <T> T withOutput(Supplier<T> supplier) {
        return document.section("output").checked("path", supplier);
    }

    /** What makes another run a continuation of this study, on any number of folds. */
    public StudyIdentity identity(String dataFingerprint) {
        return new StudyIdentity(name, digest(), dataFingerprint, validation.objective(), search.pipeline(), 0);
    }

    /**
     * The trials of the earlier run that {@code search.warm-start} names, as trials of this study; empty if it names none. Those of
     * the latest version are none while nothing is published.
     *
     * @throws dev.hone.worker.data.InvalidInputException with the place in the file if the folder holds no study, or one with
     *     another metric, direction or kind of learners
     */
    public Optional<WarmStart> warmStart(Configuration hadoop) {
        Section section = document.section("search");
        return section.text(WARM_START)
                .map(location -> section.checked(
                        WARM_START, () -> location.equals(LATEST) ? latestRun(hadoop) : earlierRun(location, hadoop)));
    }

    private WarmStart latestRun(Configuration hadoop) {
        String path = PublishReader.path(document).orElseThrow();
        try (PublishedFolder published = PublishedFolder.at(path, hadoop)) {
            return published
                    .latest()
                    .map(version -> earlierRun(published.uri(version.folder()), hadoop))
                    .orElseGet(() -> new WarmStart(
                            published.location() + " (nothing is published yet)", 0, List.of(), Map.of(), Map.of()));
        }
    }

    private WarmStart earlierRun(String location, Configuration hadoop) {
        try (OutputFolder folder = OutputFolder.at(location, hadoop)) {
            return EarlierRun.read(folder)
                    .requireComparable(
                            validation.objective(),
                            search.space().learners().get(0).learner())
                    .as(search.space(), FixedParams.ofStudyFile(search.pipeline()));
        }
    }

    /** How the study publishes its best model; empty if it does not. */
    public Optional<PublishDefinition> publish() {
        return PublishReader.read(document, validation.schemeName(), search.kind());
    }

    /**
     * The folder of published versions with its scheme; empty if the study publishes nothing.
     *
     * @throws dev.hone.worker.data.InvalidInputException with the place in the file if it cannot be reached
     */
    public Optional<String> publishedUri(Configuration hadoop) {
        return publish()
                .map(publish -> withPublished(() -> {
                    try (PublishedFolder folder = PublishedFolder.at(publish.path(), hadoop)) {
                        return folder.uri();
                    }
                }));
    }

    /** What the supplier gives; a folder of published versions that it refuses is told with the place that names it. */
    public <T> T withPublished(Supplier<T> supplier) {
        return document.section(PublishReader.PUBLISH).checked("path", supplier);
    }

    /** By which score the study picks the trial that it recommends. */
    public RecommendBy recommendBy() {
        return document.section("search")
                .text(RECOMMEND)
                .map(RecommendBy::labelled)
                .orElse(RecommendBy.OBSERVED);
    }

    /** The same study on the folds on which its best trials are evaluated again. */
    public StudyDefinition confirming() {
        return new StudyDefinition(name, data, search, validation.confirming(), output, document);
    }

    /**
     * Digest of all that outcomes depend on besides the table: neither the number of trials nor the time limit nor the
     * place of the table.
     */
    public String digest() {
        String outcomes = String.join(
                "\n",
                search.drawing() + (search.pipeline().isEmpty() ? "" : search.pipeline()),
                search.space().toString(),
                Long.toString(search.seed()),
                search.lane().label(),
                validation.metricLabel().map("metricLabel "::concat).orElse("") + validation.scoring(),
                validation.scheme().toString()
                        + document.section("search")
                                .text(WARM_START)
                                .map("\nstarted from "::concat)
                                .orElse(""));
        return DigestUtils.sha256Hex(outcomes);
    }

    /**
     * How trials are scored on a table of classes: what names a label is resolved to its class.
     *
     * @throws dev.hone.worker.data.InvalidInputException with the place in the file if the table has no such label, or a param
     *     has not one value per label
     */
    public Scoring scoring(TableLabels labels) {
        labels.requireValuePerClass(search.space());
        return document.section("validation")
                .section("metric-options")
                .checked("metricLabel", () -> validation.scoring(labels));
    }
}
