# What somebody does with Perl's Net::LDAP: sign in, find, page, read groups, change a password, follow changes.
use strict;
use warnings;
use Convert::ASN1;
use Encode qw(encode);
use Net::LDAP;
use Net::LDAP::Constant qw(LDAP_CONTROL_PAGED);
use Net::LDAP::Control;
use Net::LDAP::Control::Paged;
use Net::LDAP::Extension::WhoAmI;

my $base  = $ENV{BASE};
my $staff = "OU=Staff,$base";

sub ok {
    my $answer = shift;
    die $answer->code . ': ' . $answer->error if $answer->code;
    return $answer;
}

sub connection {
    return Net::LDAP->new($ENV{LDAPS_URL}, verify => 'require', cafile => $ENV{CA_FILE}, raw => qr/^objectGUID$/)
        || die $@;
}

sub signed_in {
    my ($name, $password) = @_;
    my $ldap = connection();
    ok($ldap->bind($name, password => $password));
    return $ldap;
}

sub quoted { return encode('UTF-16LE', '"' . shift . '"'); }

my $user = signed_in('ADATUM\\alice', $ENV{USER_PASSWORD});
print 'signed in: ', ok($user->who_am_i)->response, "\n";

my ($found) = ok($user->search(base => $base, filter => '(&(objectCategory=person)(sAMAccountName=alice))'))->entries;
print 'found: ', $found->dn, ' ', $found->get_value('mail'), "\n";

my %names;
my $page = Net::LDAP::Control::Paged->new(size => 500);
while (1) {
    my $answer = ok($user->search(base => $staff, filter => '(objectClass=contact)', attrs => ['cn'], control => [$page]));
    $names{$_->dn} = 1 for $answer->entries;
    my ($next) = $answer->control(LDAP_CONTROL_PAGED);
    last unless length $next->cookie;
    $page->cookie($next->cookie);
}
print 'paged: ', scalar keys %names, "\n";

my $chain = '(member:1.2.840.113556.1.4.1941:=' . $found->dn . ')';
print 'groups: ', join(' ', sort map { $_->get_value('cn') } ok($user->search(base => $base, filter => $chain))->entries), "\n";

ok($user->modify($found->dn, changes => [
    delete => [unicodePwd => quoted($ENV{USER_PASSWORD})],
    add    => [unicodePwd => quoted($ENV{NEW_PASSWORD})],
]));
print 'signed in again: ', ok(signed_in('alice.smith@adatum.com', $ENV{NEW_PASSWORD})->who_am_i)->response, "\n";
my $refused = connection()->bind('ADATUM\\alice', password => 'wrong');
print 'refused: ', $refused->code, ' ', ($refused->error =~ /data (\w+)/), "\n";

my $asn = Convert::ASN1->new;
$asn->prepare('SEQUENCE { flags INTEGER, size INTEGER, cookie OCTET STRING }') or die $asn->error;
my $dirsync = '1.2.840.113556.1.4.841';
my $admin   = signed_in($ENV{ADMIN}, $ENV{ADMIN_PASSWORD});

sub changes {
    my $cookie  = shift;
    my $control = Net::LDAP::Control->new(
        type     => $dirsync,
        critical => 1,
        value    => $asn->encode(flags => 0, size => 1 << 20, cookie => $cookie),
    );
    my $answer = ok($admin->search(base => $base, filter => '(objectClass=*)', attrs => ['title', 'isDeleted'], control => [$control]));
    my ($reply) = $answer->control($dirsync);
    my $read = $asn->decode($reply->value) or die $asn->error;
    return ($read->{flags}, $read->{cookie}, $answer->entries);
}

my ($more, $cookie) = (1, '');
($more, $cookie) = changes($cookie) while $more;
ok($admin->modify($found->dn, replace => { title => 'Manager' }));
ok($admin->delete("CN=c0001,$staff"));
my (undef, undef, @told) = changes($cookie);
for my $entry (@told) {
    my ($name) = $entry->dn =~ /^(CN=[^,\\]+)/i;
    print "followed: $name ", $entry->exists('isDeleted') ? 'deleted' : $entry->get_value('title'), "\n";
}
