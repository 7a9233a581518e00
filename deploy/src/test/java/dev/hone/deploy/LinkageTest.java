package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hone's classes link with the Spark of the class path, whose private classes they use too. Under the profile {@code spark-4.1}
 * that is another Spark than the one that they were compiled against.
 */
@AnalyzeClasses(packages = "dev.hone", importOptions = DoNotIncludeTests.class)
class LinkageTest {
    private static final Pattern PROVIDED =
            Pattern.compile("(org\\.apache|scala|breeze|com\\.fasterxml|com\\.esotericsoftware|org\\.objenesis"
                    + "|dev\\.ludovic|com\\.univocity|org\\.slf4j)\\..*");

    @ArchTest
    static void everyMemberThatHoneNamesIsThere(JavaClasses classes) {
        List<String> missing = classes.stream()
                .flatMap(LinkageTest::targets)
                .filter(target -> PROVIDED.matcher(target.getOwner().getName()).matches())
                .filter(target -> target.resolveMember().isEmpty())
                .map(AccessTarget::getFullName)
                .distinct()
                .sorted()
                .toList();

        assertThat(missing).isEmpty();
    }

    /** Links each class, which verifies it: a superclass must not be final, nor a method that is overridden. */
    @ArchTest
    static void everyAbstractMethodIsImplemented(JavaClasses classes) {
        List<String> abstractMethods = classes.stream()
                .map(JavaClass::reflect)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(LinkageTest::isUnimplemented)
                        .map(method -> type.getName() + " does not implement " + method.toGenericString()))
                .toList();

        assertThat(abstractMethods).isEmpty();
    }

    /** Scala's accessors of a trait's super methods are synthetic, and nobody calls them who has no such trait's method. */
    private static boolean isUnimplemented(Method method) {
        return Modifier.isAbstract(method.getModifiers()) && !method.isSynthetic();
    }

    private static Stream<AccessTarget> targets(JavaClass type) {
        return Stream.concat(
                type.getAccessesFromSelf().stream().map(access -> (AccessTarget) access.getTarget()),
                type.getCodeUnitReferencesFromSelf().stream().map(reference -> (AccessTarget) reference.getTarget()));
    }
}
