package io.backstay.policy.curve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.Configured;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CurveTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @CsvSource({
        "daily 02:00 UTC, PT24H",
        "Every 6 hours, PT6H",
        "every 15 minutes, PT15M",
        "every day at 03:00, PT24H",
        "weekly on Sunday, PT168H",
        "monthly for 12 months, PT744H",
        "hourly, PT1H",
        "nightly, PT24H",
        "every 0 hours,",
        "cron(0 5 * * ? *),",
        "everyday life,",
        "'',",
    })
    void aScheduleInWordsSaysHowFarApartItsPointsLieOrNothing(String words, @Nullable Duration every) {
        assertEquals(every, Told.every(words));
    }

    @Test
    void tiersMakeTheStepsThatTheyName() {
        Steps steps = Told.of(new Configured(
                Duration.ofDays(7),
                Duration.ofDays(2),
                "daily 02:00 UTC",
                null,
                List.of("weekly for 4 weeks", "monthly for 12 months", "something else")));
        assertEquals(
                List.of(
                        new Steps.Step(Duration.ZERO, Duration.ofSeconds(1), "point-in-time recovery of 2 d"),
                        new Steps.Step(DAY.multipliedBy(2), DAY, "daily 02:00 UTC, kept for 7 d"),
                        new Steps.Step(DAY.multipliedBy(7), DAY.multipliedBy(7), "weekly for 4 weeks"),
                        new Steps.Step(DAY.multipliedBy(28), DAY.multipliedBy(31), "monthly for 12 months"),
                        new Steps.Step(DAY.multipliedBy(372), null, "")),
                steps.steps());
        assertEquals(Steps.NONE, Told.of(Configured.UNKNOWN));
    }

    @Test
    void theThreeAreCutWhereAnyOfThemSteps() {
        Curve curve = Curve.of(
                Steps.upTo(DAY.multipliedBy(7), HOUR.multipliedBy(6), "a clause"),
                Steps.upTo(DAY.multipliedBy(2), HOUR, ""),
                Steps.upTo(DAY.multipliedBy(3), HOUR.multipliedBy(6).plusMinutes(40), ""));
        assertEquals(
                List.of(
                        band(
                                0,
                                2,
                                HOUR.multipliedBy(6),
                                HOUR,
                                HOUR.multipliedBy(6).plusMinutes(40)),
                        band(
                                2,
                                3,
                                HOUR.multipliedBy(6),
                                null,
                                HOUR.multipliedBy(6).plusMinutes(40)),
                        band(3, 7, HOUR.multipliedBy(6), null, null),
                        band(7, null, null, null, null)),
                curve.bands());
        assertEquals(
                List.of(false, false, true, false),
                curve.bands().stream().map(Curve.Band::worseThanPromised).toList());
    }

    private static Curve.Band band(
            int from,
            @Nullable Integer to,
            @Nullable Duration promised,
            @Nullable Duration configured,
            @Nullable Duration actual) {
        return new Curve.Band(
                DAY.multipliedBy(from),
                to == null ? null : DAY.multipliedBy(to),
                promised,
                configured,
                actual,
                new Curve.Because(promised == null ? "" : "a clause", "", ""));
    }

    @Test
    void thePictureAsPixelsIsSharpHatchedAndTheSameEachTime() throws Exception {
        Curve curve = Curve.of(
                Steps.upTo(DAY.multipliedBy(60), HOUR.multipliedBy(6), ""),
                Steps.upTo(DAY.multipliedBy(7), HOUR, ""),
                new Steps(List.of(
                        new Steps.Step(Duration.ZERO, HOUR, ""),
                        new Steps.Step(DAY.multipliedBy(2), DAY, ""),
                        new Steps.Step(DAY.multipliedBy(20), null, ""))));
        byte[] png = CurvePng.of(curve);
        Path shown = Files.createDirectories(Path.of("target", "screens")).resolve("curve-report.png");
        Files.write(shown, png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(1720, image.getWidth());
        int hatched = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 100; y < image.getHeight(); y++) {
                hatched += (image.getRGB(x, y) & 0xffffff) == 0xcf222e ? 1 : 0;
            }
        }
        assertTrue(hatched > 1_000, "what is worse than promised is hatched: " + hatched);
        assertArrayEquals(png, CurvePng.of(curve));
    }

    @Test
    void thePictureIsWellFormedAndSaysWhatIsThereInsteadOfThePromise() throws Exception {
        Curve curve = Curve.of(
                Steps.upTo(DAY.multipliedBy(60), HOUR.multipliedBy(6), ""),
                Steps.upTo(DAY.multipliedBy(7), HOUR, ""),
                new Steps(List.of(
                        new Steps.Step(Duration.ZERO, HOUR, ""),
                        new Steps.Step(DAY.multipliedBy(2), DAY, ""),
                        new Steps.Step(DAY.multipliedBy(20), null, ""))));
        String svg = CurveSvg.of(curve, "A <policy> & its asset");
        var xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertEquals(
                "A <policy> & its asset",
                xml.getElementsByTagName("title").item(0).getTextContent());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < xml.getElementsByTagName("text").getLength(); i++) {
            words.add(xml.getElementsByTagName("text").item(i).getTextContent());
        }
        assertTrue(words.containsAll(List.of("has 1 d", "has none", "7 d", "Worse than promised")), words::toString);
    }
}
