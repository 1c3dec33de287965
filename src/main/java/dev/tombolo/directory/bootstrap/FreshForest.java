package dev.tombolo.directory.bootstrap;

import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Forest;

/**
 * What is to be decided about a forest that is new.
 *
 * @param domainSid the SID of the domain, such as {@code S-1-5-21-…}
 * @param administratorPassword the password of the Administrator
 * @param functionalLevel of domain, forest and domain controller: 7 is Windows Server 2016
 * @param recycleBin whether the recycle bin is enabled from the start
 */
public record FreshForest(
    Forest forest,
    Sid domainSid,
    String administratorPassword,
    int functionalLevel,
    boolean recycleBin) {}
