package dev.hone.deploy.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands, paths, classes and links in the files of schedules are those of Hone. */
class DocumentedCommandsTest {
    private static final Pattern CODE = Pattern.compile("(?s)```\\w*\n(.*?)```|`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern PATH = Pattern.compile("(?<![\\w./])(?:/opt/hone/)?deploy/([\\w@./-]*\\w)");
    private static final Pattern CLASS = Pattern.compile("\\bdev\\.hone\\.[\\w.]*[A-Z]\\w*");
    private static final Pattern END = Pattern.compile("[|&;#>].*|\\d>.*");
    private static final Set<String> COMMANDS = Set.of("tune", "validate", "status", "report", "--version", "--help");

    static List<Path> files() {
        return Documents.below(Documents.SCHEDULES, Documents.KUBERNETES);
    }

    @Test
    void everyCommandIsOneOfHone() {
        List<List<String>> commands = files().stream()
                .filter(file -> !file.getFileName().toString().startsWith("Dockerfile"))
                .flatMap(DocumentedCommandsTest::commands)
                .toList();

        assertThat(commands).hasSizeGreaterThan(20).allSatisfy(Commands::requireKnown);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPathIsThere(Path file) {
        assertThat(PATH.matcher(Documents.text(file)).results().map(path -> path.group(1)))
                .filteredOn(path -> !path.startsWith("target/"))
                .allSatisfy(path -> assertThat(Documents.DEPLOY.resolve(path)).exists());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyClassIsThere(Path file) {
        ClassLoader loader = getClass().getClassLoader();

        assertThat(CLASS.matcher(Documents.text(file)).results().map(MatchResult::group))
                .allSatisfy(
                        name -> assertThat(Class.forName(name, false, loader)).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLinkLeadsToAFileWithItsHeading(Path file) {
        Stream<MatchResult> links = file.toString().endsWith(".md")
                ? LINK.matcher(Documents.text(file)).results()
                : Stream.empty();

        assertThat(links).allSatisfy(link -> {
            Path target = file.resolveSibling(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(headings(target)).contains(link.group(2));
            }
        });
    }

    @Test
    void scriptsCanBeRun() {
        assertThat(Documents.SCHEDULES.resolve("daily")).isExecutable();
    }

    private static List<String> headings(Path file) {
        return Documents.text(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> "#"
                        + line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
    }

    private static Stream<List<String>> commands(Path file) {
        String text = Documents.text(file).replace("\\\n", " ");
        Stream<String> code = file.toString().endsWith(".md")
                ? CODE.matcher(text).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                : Stream.of(text.replaceAll("(?m)^\\s*#.*", ""));
        return code.flatMap(String::lines).flatMap(DocumentedCommandsTest::inLine);
    }

    private static Stream<List<String>> inLine(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        List<List<String>> found = new ArrayList<>();
        for (int at = 0; at < words.size() - 1; at++) {
            String word = words.get(at);
            if (word.equals("hone") && COMMANDS.contains(words.get(at + 1))
                    || word.endsWith("bin/hone")
                    || word.equals("/opt/hone/deploy/target/hone.jar") && words.contains("spark-submit")) {
                found.add(arguments(words, at + 1));
            } else if (word.endsWith("schedules/daily")) {
                found.add(Stream.concat(Stream.of("tune", words.get(at + 1)), arguments(words, at + 3).stream())
                        .toList());
            }
        }
        return found.stream();
    }

    /** Up to what is the shell's, or a placeholder. */
    private static List<String> arguments(List<String> words, int from) {
        return words.subList(Math.min(from, words.size()), words.size()).stream()
                .takeWhile(word -> !END.matcher(word).matches() && !word.startsWith("[") && !word.startsWith("$"))
                .map(word -> word.replaceAll("[.,;:)`]+$", ""))
                .toList();
    }
}
