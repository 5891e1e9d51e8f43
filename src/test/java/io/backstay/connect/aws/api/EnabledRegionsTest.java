package io.backstay.connect.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsTalk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in on this machine whose questions and answers are held against the official model of EC2; not
/// against AWS.
final class EnabledRegionsTest {
    @TempDir
    Path folder;

    private @Nullable List<String> asked(AwsCloud aws) throws Exception {
        return AwsTalk.over(
                        folder,
                        aws,
                        access -> Optional.ofNullable(EnabledRegions.of(access, new AwsRegion("us-east-1"))))
                .orElse(null);
    }

    @Test
    void enabledRegionsAreNamedInOrderHoweverTheyAreTold() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.ec2().enables("us-east-1", "af-south-1", "eu-central-1");
        assertEquals(List.of("af-south-1", "eu-central-1", "us-east-1"), asked(aws));
    }

    @Test
    void aKeyThatMayNotAskKnowsNothingAndAnAnswerThatIsNoneIsAFailure() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.ec2().refuses("DescribeRegions", "403 UnauthorizedOperation");
        assertNull(asked(aws));
        aws.ec2().refuses("DescribeRegions", "400 InvalidParameterValue");
        assertThrows(BackstayException.class, () -> asked(aws));
    }
}
