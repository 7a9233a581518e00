package dev.hone.driver.cli.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.definition.StudyFile;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubmittedStudyTest {
    private static final StudyFile FILE =
            new StudyFile("my studies/früh.yaml", "name: tiny # \"quoted\"\n", "file:/home/me/my studies");

    @Test
    void arrivesAsItWasSent() {
        SubmittedStudy study = new SubmittedStudy(FILE, "hdfs://host/out/früh", Optional.of("s3a://models/früh"));

        assertThat(SubmittedStudy.fromArguments(study.toArguments())).isEqualTo(study);
    }

    @Test
    void aLargeOneTakesSeveralArguments() {
        SubmittedStudy study =
                new SubmittedStudy(new StudyFile("a.yaml", noise(200_000), "file:/a"), "file:/out", Optional.empty());

        List<String> arguments = study.toArguments();

        assertThat(arguments).hasSizeGreaterThan(1).allMatch(argument -> argument.length() <= 100_000);
        assertThat(SubmittedStudy.fromArguments(arguments)).isEqualTo(study);
    }

    @Test
    void oneThatNoCommandLineHoldsIsRefused() {
        SubmittedStudy study =
                new SubmittedStudy(new StudyFile("a.yaml", noise(2_000_000), "file:/a"), "file:/out", Optional.empty());

        assertThatThrownBy(study::toArguments)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "a.yaml: must take at most 1000000 characters compressed to be handed to a driver on"
                                + " the cluster \\(characters: \\d+\\); use --deploy-mode client");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> SubmittedStudy.fromArguments(List.of("study.yaml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--submitted-study: must be what bin/hone hands to a driver (");
    }

    @Test
    void theFoldersToWriteToAreValuesOfTheFile() {
        assertThat(new SubmittedStudy(FILE, "file:/a: \"b\" #c", Optional.of("file:/models")).folderSettings())
                .containsExactly("output.path=\"file:/a: \\\"b\\\" #c\"", "publish.path=\"file:/models\"");
    }

    /** Text that does not compress well, from a fixed seed. */
    private static String noise(int length) {
        return new Random(5)
                .ints(length, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
