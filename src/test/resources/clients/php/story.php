<?php
// What somebody does with PHP's LDAP functions: sign in, find, page, read groups, change a password, follow changes.

const DIR_SYNC = '1.2.840.113556.1.4.841';

function connection()
{
    $ldap = ldap_connect(getenv('LDAPS_URL'));
    ldap_set_option($ldap, LDAP_OPT_PROTOCOL_VERSION, 3);
    ldap_set_option($ldap, LDAP_OPT_REFERRALS, 0);
    return $ldap;
}

function signed_in(string $name, string $password)
{
    $ldap = connection();
    ldap_bind($ldap, $name, $password) || exit(1);
    return $ldap;
}

function quoted(string $password): string
{
    return iconv('UTF-8', 'UTF-16LE', '"' . $password . '"');
}


ldap_set_option(null, LDAP_OPT_X_TLS_CACERTFILE, getenv('CA_FILE'));
ldap_set_option(null, LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND);
$base = getenv('BASE');
$staff = "OU=Staff,$base";

$user = signed_in('ADATUM\\alice', getenv('USER_PASSWORD'));
echo 'signed in: ', ldap_exop_whoami($user), "\n";

$found = ldap_get_entries($user, ldap_search($user, $base, '(&(objectCategory=person)(sAMAccountName=alice))', ['mail', 'memberof']))[0];
echo 'found: ', $found['dn'], ' ', $found['mail'][0], "\n";

$names = [];
$cookie = '';
do {
    $page = ['oid' => LDAP_CONTROL_PAGEDRESULTS, 'iscritical' => true, 'value' => ['size' => 500, 'cookie' => $cookie]];
    $result = ldap_search($user, $staff, '(objectClass=contact)', ['cn'], 0, 0, 0, LDAP_DEREF_NEVER, [$page]);
    ldap_parse_result($user, $result, $code, $matched, $text, $referrals, $controls);
    foreach (array_slice(ldap_get_entries($user, $result), 1) as $entry) {
        $names[$entry['dn']] = true;
    }
    $cookie = $controls[LDAP_CONTROL_PAGEDRESULTS]['value']['cookie'] ?? '';
} while ($cookie !== '');
echo 'paged: ', count($names), "\n";

$chain = '(member:1.2.840.113556.1.4.1941:=' . ldap_escape($found['dn'], '', LDAP_ESCAPE_FILTER) . ')';
$groups = array_map(fn ($entry) => $entry['cn'][0], array_slice(ldap_get_entries($user, ldap_search($user, $base, $chain, ['cn'])), 1));
sort($groups);
echo 'groups: ', implode(' ', $groups), "\n";

ldap_modify_batch($user, $found['dn'], [
    ['attrib' => 'unicodePwd', 'modtype' => LDAP_MODIFY_BATCH_REMOVE, 'values' => [quoted(getenv('USER_PASSWORD'))]],
    ['attrib' => 'unicodePwd', 'modtype' => LDAP_MODIFY_BATCH_ADD, 'values' => [quoted(getenv('NEW_PASSWORD'))]],
]) || exit(1);
echo 'signed in again: ', ldap_exop_whoami(signed_in('alice.smith@adatum.com', getenv('NEW_PASSWORD'))), "\n";
$stranger = connection();
@ldap_bind($stranger, 'ADATUM\\alice', 'wrong');
ldap_get_option($stranger, LDAP_OPT_DIAGNOSTIC_MESSAGE, $text);
echo 'refused: ', ldap_errno($stranger), ' ', preg_replace('/.*data (\w+).*/s', '$1', $text), "\n";

/** DirSync's value is a SEQUENCE of flags 0, a size of 1 MiB and the cookie. */
function changes($ldap, string $base, string $cookie): array
{
    $content = "\x02\x01\x00\x02\x03\x10\x00\x00\x04" . chr(strlen($cookie)) . $cookie;
    $control = ['oid' => DIR_SYNC, 'iscritical' => true, 'value' => "\x30" . chr(strlen($content)) . $content];
    $result = ldap_search($ldap, $base, '(objectClass=*)', ['title', 'isDeleted'], 0, 0, 0, LDAP_DEREF_NEVER, [$control]);
    ldap_parse_result($ldap, $result, $code, $matched, $text, $referrals, $controls);
    $value = $controls[DIR_SYNC]['value'];
    $more = ord($value[4]) !== 0;
    return [$more, substr($value, 5 + 2 + ord($value[6]) + 2), array_slice(ldap_get_entries($ldap, $result), 1)];
}

$admin = signed_in(getenv('ADMIN'), getenv('ADMIN_PASSWORD'));
$cookie = '';
do {
    [$more, $cookie] = changes($admin, $base, $cookie);
} while ($more);
ldap_mod_replace($admin, $found['dn'], ['title' => 'Manager']) || exit(1);
ldap_delete($admin, "CN=c0001,$staff") || exit(1);
foreach (changes($admin, $base, $cookie)[2] as $entry) {
    preg_match('/^CN=[^,\\\\]+/i', $entry['dn'], $name);
    echo "followed: $name[0] ", isset($entry['isdeleted']) ? 'deleted' : $entry['title'][0], "\n";
}
