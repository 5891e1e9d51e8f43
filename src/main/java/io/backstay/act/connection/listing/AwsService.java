package io.backstay.act.connection.listing;

import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.backup.BackupAccount;
import io.backstay.connect.aws.ebs.EbsAccount;
import io.backstay.connect.aws.rds.RdsAccount;
import java.util.List;

/// A service of AWS that is listed in each region.
///
/// @param name        as people call it, such as `RDS`
/// @param permissions that a listing takes
public record AwsService(String name, List<String> permissions, Asking asking, Trying trying) {
    /// What keeps points of assets that other services list.
    static final String BACKUP = "AWS Backup";

    /// What lists databases.
    static final String RDS = "RDS";

    private static final String EBS = "EBS";

    /// The one that knows what has a name of a service, as ARNs spell it.
    static String called(String service) {
        return switch (service) {
            case "rds" -> RDS;
            case "ec2" -> EBS;
            case "backup" -> BACKUP;
            default -> "";
        };
    }

    /// Lists a region.
    @FunctionalInterface
    public interface Asking {
        Listing list(AwsRegion region, Listing.Occasion occasion) throws BackstayException, InterruptedException;
    }

    /// Finds what may not be asked in a region.
    @FunctionalInterface
    public interface Trying {
        List<Unread> denied(AwsRegion region) throws BackstayException, InterruptedException;
    }

    /// All of them.
    public static List<AwsService> all(AwsAccess access) {
        RdsAccount rds = new RdsAccount(access);
        EbsAccount ebs = new EbsAccount(access);
        BackupAccount backup = new BackupAccount(access);
        return List.of(
                new AwsService(RDS, RdsAccount.permissions(), rds::list, rds::denied),
                new AwsService(EBS, EbsAccount.permissions(), ebs::list, ebs::denied),
                new AwsService(BACKUP, BackupAccount.permissions(), backup::list, backup::denied));
    }
}
