package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Data 's3a://AKIA:wJal/rX@bucket/a.csv': no | Data 's3a://***@bucket/a.csv': no",
                "jdbc:postgresql://host/db?user=a&password=hunter2&ssl=true"
                        + " | jdbc:postgresql://host/db?user=a&password=***&ssl=true",
                "fs.s3a.secret.key=abc, fs.s3a.access.key=def | fs.s3a.secret.key=***, fs.s3a.access.key=***",
                "spark.hadoop.fs.s3a.session.token = x y | spark.hadoop.fs.s3a.session.token = *** y",
                "fs.azure.account.key.acc.dfs.core.windows.net=k== | fs.azure.account.key.acc.dfs.core.windows.net=***",
                "https://host/a?sig=Zm9v%3D&se=1 | https://host/a?sig=***&se=1",
                "https://host/a?X-Amz-Signature=0a1b | https://host/a?X-Amz-Signature=***",
                "(value: {\"password\":\"x\",\"sep\":\";\"}) | (value: {\"password\":***,\"sep\":\";\"})",
                "https://host/a?AWSAccessKeyId=AKIA&x=1 | https://host/a?AWSAccessKeyId=***&x=1",
                "https://host/a?X-Amz-Credential=AKIA%2F2026&x=1 | https://host/a?X-Amz-Credential=***&x=1",
                "https://host/a?alt=media&key=AIzaSy0 | https://host/a?alt=media&key=***",
                "Authorization: Bearer abc.def-123 | Authorization: Bearer ***",
                "Authorization: Basic dXNlcjpw, 401 | Authorization: Basic ***, 401",
                "sasToken=abc; trustStorePassword=def | sasToken=***; trustStorePassword=***"
            })
    void secretsAreRedacted(String text, String shown) {
        assertThat(Secrets.redacted(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Data 'abfss://container@account.dfs.core.windows.net/a': no such file or folder",
                "Data 'hdfs://host:9000/mail@home/a.csv': no such file or folder",
                "Tokenizer: param 'inputCol' must be a text (value: 5)",
                "Column 'password': must be in the table (columns: token, secret)",
                "line 3, space.RegexTokenizer.gaps: must be true or false",
                "design=3, tokens=5",
                "a basic model needs rows"
            })
    void whatIsNoSecretIsLeftAlone(String text) {
        assertThat(Secrets.redacted(text)).isEqualTo(text);
    }

    @Test
    void optionsWhoseValuesAreSecretsAreKnownByTheirNames() {
        assertThat(Secrets.isNameOfSecret("data.options.password")).isTrue();
        assertThat(Secrets.isNameOfSecret("fs.s3a.secret.key")).isTrue();
        assertThat(Secrets.isNameOfSecret("data.options.sep")).isFalse();
        assertThat(Secrets.isNameOfSecret("validation.folds")).isFalse();
    }

    @Test
    void theValueOfASecretSettingIsRedactedWhereverItStands() {
        Secrets.keep(Map.of("fs.house.secret.key", "Kq9/+wz", "fs.house.endpoint", "Kq9.example.org")
                .entrySet());

        assertThat(Secrets.redacted("403 for Kq9/+wz at Kq9.example.org, asked as Kq9%2F%2Bwz"))
                .isEqualTo("403 for *** at Kq9.example.org, asked as ***");
    }

    /** Every shell sets it. */
    @Test
    void theWorkingDirectoryIsNoSecret() {
        String file = System.getenv().getOrDefault("PWD", "/home/me/studies") + "/out/model";

        assertThat(Secrets.redacted(file)).isEqualTo(file);
    }

    @Test
    void ofValuesOneOfWhichBeginsWithTheOtherNoneIsLeftInPart() {
        Secrets.keep(Map.of("a.password", "Zx81-short", "b.password", "Zx81-short-and-long")
                .entrySet());

        assertThat(Secrets.redacted("Zx81-short-and-long, Zx81-short")).isEqualTo("***, ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "False", "80", "", "abc"})
    void valuesThatTellNothingAreNoSecrets(String value) {
        Secrets.keep(Map.of("dfs.house.token", value).entrySet());

        assertThat(Secrets.redacted("It is " + value)).isEqualTo("It is " + value);
    }

    @Test
    void whatIsRedactedIsRedactedOnce() {
        String once = Secrets.redacted("s3a://AKIA:wJal@bucket?sig=Zm9v, password='a b', Bearer abcdef");

        assertThat(Secrets.redacted(once)).isEqualTo(once);
    }
}
