package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The libraries in Hone's jar are listed with their licences, for people and, by the bill of materials, for programs. */
class LicencesIT {
    private static final Path LIST = HoneProcess.DEPLOY.resolve("THIRD-PARTY.md");
    private static final Path BILL = HoneProcess.DEPLOY.resolve("target/hone-sbom.json");
    private static final Path JAR = HoneProcess.DEPLOY.resolve("target/hone.jar");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\S+:\\S+) \\| (\\S+) \\| (\\S+) \\|$");

    private static String library(JsonNode component) {
        return component.at("/group").asText() + ":" + component.at("/name").asText() + " "
                + component.at("/version").asText() + " "
                + component.at("/licenses/0/license/id").asText();
    }

    @Test
    void everyLibraryOfTheBillOfMaterialsIsListedWithItsLicence() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(Files.readString(BILL));
        Set<String> listed = ROW.matcher(Files.readString(LIST))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .collect(Collectors.toSet());

        assertThat(bill.at("/bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("hone-tuning");
        assertThat(StreamSupport.stream(bill.at("/components").spliterator(), false)
                        .filter(component -> !component.at("/group").asText().equals("dev.hone"))
                        .map(LicencesIT::library))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void theJarHasTheLicencesInItAndNoLibraryInItsOwnPackages() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String list = new String(
                    jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.md")).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(list).isEqualTo(Files.readString(LIST)).contains("Copyright 2017 freva");
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.endsWith(".class"))
                            .filter(name -> !name.startsWith("dev/hone/")))
                    .isEmpty();
        }
    }
}
