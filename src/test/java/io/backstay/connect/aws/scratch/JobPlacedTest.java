package io.backstay.connect.aws.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a restore job of AWS Backup put its server, against what the plan asked for; stand-ins as in [JobGround].
final class JobPlacedTest extends JobGround {
    @ParameterizedTest
    @CsvSource({
        "DBSubnetGroupName, open, 'it is in the subnet group open, not in private-subnets'",
        "VpcSecurityGroupIds, sg-0fffffffffffffff0, 'its security groups are sg-0fffffffffffffff0, not sg-01'",
        "DBParameterGroupName, default.postgres18, 'its parameter group is default.postgres18, not crm-parameters'"
    })
    void aServerThatStandsElsewhereThanThePlanPutsItIsRefusedBeforeAnythingIsReadFromIt(
            String parameter, String group, String said) throws Exception {
        machine.puts(parameter, group);
        ServerPlan plan = plan(CRM, POINT);
        String name = plan.name().server();
        for (int run = 0; run < 2; run++) {
            Failure failure = failure(plan);
            assertTrue(
                    failure.message().startsWith(name + " does not stand where the plan puts it: " + said),
                    failure.message());
        }
        assertEquals(List.of("by AWS Backup " + name), machine.effects(), "it is not taken for ours");
        assertTrue(removed(name), "and can be taken away");
    }

    @Test
    void aServerWithAPublicAddressIsRefusedAndAClusterIsLookedAtAsWell() throws Exception {
        machine.puts("DBClusterParameterGroupName", "default.aurora-postgresql17");
        assertTrue(failure(plan(SHOP, OWN + "shop")).message().contains("not shop-parameters"));
        machine.exposes();
        assertTrue(
                failure(plan(CRM, POINT)).message().contains("it has a public address, though it was asked for none"));
    }
}
