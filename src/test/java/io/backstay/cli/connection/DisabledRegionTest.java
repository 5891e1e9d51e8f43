package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsTokenService;
import io.backstay.fixture.StandIn;
import org.junit.jupiter.api.Test;

/// The test of an account of which a region is listed that it has not enabled, against a stand-in by the official
/// models: STS knows no key there (AWS, *Managing AWS STS in an AWS Region*).
final class DisabledRegionTest {
    private static StandIn.Answering disabled(StandIn.Answering aws) {
        ((AwsCloud) aws).ec2().enables("us-east-1");
        var nobody = new AwsTokenService("AKIAANOTHERKEY000000", AwsRds.SECRET, "", "");
        return request ->
                request.header("authorization").contains("/eu-central-1/sts/") ? nobody.to(request) : aws.to(request);
    }

    @Test
    void theRegionIsNamedAndTheKeyIsNotBlamed() throws Exception {
        try (var account = new AwsListingTest.Account(DisabledRegionTest::disabled)) {
            StateCommands.Answer tested = account.commands().ask("connection", "test", account.connection(), "--json");
            assertEquals(1, tested.code(), tested::toString);
            assertEquals("true", tested.holds("key"), tested::out);
            String regions = tested.sentence("regions");
            assertTrue(regions.startsWith("The account has not enabled eu-central-1, so that nothing"), regions);
        }
    }
}
