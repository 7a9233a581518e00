package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.worker.data.InvalidInputException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.util.DependencyUtils;
import org.apache.spark.util.MutableURLClassLoader;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The jars of {@code --jars} and {@code --packages}: a study may name estimators and stages of theirs, whose params are checked
 * before the study is submitted.
 *
 * @param jars a list of places joined by commas, empty where there are none
 * @param packages a list of Maven coordinates joined by commas, empty where there are none
 * @param exclusions of the packages
 * @param repositories of the packages besides Spark's own
 * @param ivyPath Ivy's cache, empty for its default
 * @param ivySettings Ivy's settings file
 */
record UserJars(
        String jars,
        String packages,
        String exclusions,
        String repositories,
        String ivyPath,
        Option<String> ivySettings) {

    static UserJars of(SparkSubmitArguments parsed) {
        return new UserJars(
                Objects.requireNonNullElse(parsed.jars(), ""),
                Objects.requireNonNullElse(parsed.packages(), ""),
                Objects.requireNonNullElse(parsed.packagesExclusions(), ""),
                Objects.requireNonNullElse(parsed.repositories(), ""),
                Objects.requireNonNullElse(parsed.ivyRepoPath(), ""),
                parsed.ivySettingsPath());
    }

    /**
     * The parent's classes and those of the jars, which are fetched where they are elsewhere.
     *
     * @throws InvalidInputException if they cannot be fetched
     */
    ClassLoader classLoader(ClassLoader parent, Configuration hadoop) {
        if (jars.isEmpty() && packages.isEmpty()) {
            return parent;
        }
        try {
            String all = Stream.concat(Stream.of(jars), resolvedPackages().stream())
                    .filter(list -> !list.isEmpty())
                    .collect(Collectors.joining(","));
            MutableURLClassLoader classes = new MutableURLClassLoader(new URL[0], parent);
            DependencyUtils.addJarsToClassPath(
                    DependencyUtils.resolveAndDownloadJars(all, "hone.jar", new SparkConf(), hadoop), classes);
            return classes;
        } catch (Exception e) { // Ivy's and Hadoop's are checked, and thrown undeclared
            throw new InvalidInputException(
                    "Options --jars and --packages: cannot be read (" + ErrorLine.of(e) + ")", e);
        }
    }

    private List<String> resolvedPackages() {
        return packages.isEmpty()
                ? List.of()
                : CollectionConverters.asJava(DependencyUtils.resolveMavenDependencies(
                        true, exclusions, packages, repositories, ivyPath, ivySettings));
    }
}
