#!/bin/bash
# A Ceph RADOS gateway for tests: one monitor, one OSD in memory, no authentication between them, on loopback only.
#
#   rados_gateway.sh FOLDER MONITOR_PORT GATEWAY_PORT ACCESS_KEY
#
# The gateway's secret is read from the first line of standard input. Says "up" when it answers, and ends everything that
# it started when standard input ends.
set -euo pipefail
folder=$1 monitor=$2 gateway=$3 access=$4
read -r secret
mkdir -p "$folder/mon" "$folder/osd"
fsid=$(cat /proc/sys/kernel/random/uuid)
osd=$(cat /proc/sys/kernel/random/uuid)
conf=$folder/ceph.conf
cat > "$conf" <<CONF
[global]
fsid = $fsid
mon_host = [v2:127.0.0.1:$monitor/0]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_supported = none
ms_mon_client_mode = crc
ms_mon_cluster_mode = crc
ms_mon_service_mode = crc
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
osd_objectstore = memstore
memstore_device_bytes = 512000000
run_dir = $folder
admin_socket =
log_file =
pid_file =
mon_data = $folder/mon
osd_data = $folder/osd
rgw_frontends = beast endpoint=127.0.0.1:$gateway
keyring = $folder/keyring
CONF

started=()
end() {
    for pid in "${started[@]}"; do
        kill -9 "$pid" 2>/dev/null || true
    done
}
trap end EXIT

for name in mon. client.rgw client.admin; do
    create=$([ -e "$folder/keyring" ] || echo --create-keyring)
    ceph-authtool $create "$folder/keyring" --gen-key -n "$name" --cap mon 'allow *' --cap osd 'allow *' >&2
done
monmaptool --create --addv a "[v2:127.0.0.1:$monitor]" --fsid "$fsid" "$folder/monmap" >&2
ceph-mon -c "$conf" --mkfs -i a --monmap "$folder/monmap" --keyring "$folder/keyring" >&2
ceph-mon -c "$conf" -i a -f >&2 </dev/null &
started+=($!)
timeout 60 ceph -c "$conf" osd new "$osd" >&2
ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd" >&2
ceph-osd -c "$conf" -i 0 -f >&2 </dev/null &
started+=($!)
timeout 120 radosgw-admin -c "$conf" user create --uid=backstay --display-name=backstay \
    --access-key="$access" --secret-key="$secret" >&2
# The gateway wants encrypted ways to the monitor by default, which there are none of without authentication.
radosgw -c "$conf" --no-mon-config -n client.rgw -f --ms-mon-client-mode=crc --auth-supported=none \
    --keyring "$folder/keyring" >&2 </dev/null &
started+=($!)
for _ in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$gateway") 2>/dev/null; then
        echo up
        cat >/dev/null
        exit 0
    fi
    sleep 0.2
done
exit 1
