package dev.hone.driver.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.TrialConfig;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.spark.ml.Estimator;

/** Pastes snippets into programs and runs those. */
public final class CompiledSnippets {
    private CompiledSnippets() {}

    /** What the last variable of a snippet holds. */
    public static Object run(String snippet, Path folder) throws ReflectiveOperationException {
        compile(List.of(new Source("Snippet", program("Snippet", snippet))), folder);
        return classes(folder).loadClass("Snippet").getMethod("make").invoke(null);
    }

    /** The estimator that the snippet of each config makes, by the config's name. */
    static Map<String, Estimator<?>> run(Map<String, TrialConfig> configs, Path folder)
            throws ReflectiveOperationException {
        List<JavaFileObject> sources = new ArrayList<>();
        configs.forEach((name, config) ->
                sources.add(new Source(name, program(name, JavaSnippet.of(config, StudyPipeline.none())))));
        compile(sources, folder);
        Map<String, Estimator<?>> estimators = new TreeMap<>();
        ClassLoader classes = classes(folder);
        for (String name : configs.keySet()) {
            estimators.put(name, (Estimator<?>)
                    classes.loadClass(name).getMethod("make").invoke(null));
        }
        return estimators;
    }

    private static void compile(List<JavaFileObject> sources, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, sources).call();
        assertThat(compiled).as(errors.toString()).isTrue();
    }

    /** A class whose method holds the snippet's statements and returns the last variable that they declare. */
    private static String program(String name, String snippet) {
        int imports = snippet.lastIndexOf("import ");
        int blank = snippet.indexOf("\n\n", imports);
        String statements = snippet.substring(blank);
        String declaration =
                statements.lines().filter(line -> line.contains(" = new ")).reduce("", (before, line) -> line);
        String variable = declaration.replaceFirst("^\\S+ (\\S+) = .*", "$1");
        return snippet.substring(0, blank) + "\n\npublic final class " + name + " {\npublic static Object make() {"
                + statements + "return " + variable + ";\n}\n}\n";
    }

    private static ClassLoader classes(Path folder) {
        return new URLClassLoader(new URL[] {url(folder)}, CompiledSnippets.class.getClassLoader());
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
