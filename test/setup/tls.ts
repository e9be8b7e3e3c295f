/**
 * A PostgreSQL server that speaks TLS, and certificates for it: a CA of our own, the server's certificate for the name
 * localhost (not for 127.0.0.1), and a CA that signed nothing. They guard nothing but these tests; valid for a hundred years.
 */
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serverUser } from '../../server/embedded/postgres-server.ts';
import { testPostgres, type TestServer } from './postgres.ts';

export const TEST_CA = `-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUVYHRF/aGYAMOK6zLIjpB0S3rvcMwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOR29kd2l0IHRlc3QgQ0EwIBcNMjYxMTI1MTMwMTAzWhgPMjEy
NjExMDExMzAxMDNaMBkxFzAVBgNVBAMMDkdvZHdpdCB0ZXN0IENBMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEKPp0e5JQIuJSYH+nYuesgaRf1M5CGyermBK3WJRz
TJxcW7apoSAbDmwoAb/TzJni2/f9Ew1k8EQWrAxU/I5TB6NTMFEwHQYDVR0OBBYE
FGS3sHw+RNvJcp1T3BHky35xFpMVMB8GA1UdIwQYMBaAFGS3sHw+RNvJcp1T3BHk
y35xFpMVMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgTLgLH1UH
c5JZW7T/93Pn0z+AFUzSbbved4Ip+KsflgACIQCqq4wGkUPjwOst7dx3JxsQQTDM
B08HpuyIoNZi6XC2Aw==
-----END CERTIFICATE-----
`;

export const OTHER_CA = `-----BEGIN CERTIFICATE-----
MIIBgTCCASegAwIBAgIUSYDsERUIhwoVnc+WmxufUPCALkIwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKQW5vdGhlciBDQTAgFw0yNjExMjUxMzAxMDNaGA8yMTI2MTEw
MTEzMDEwM1owFTETMBEGA1UEAwwKQW5vdGhlciBDQTBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABHzfOm5+p1ygQWNPToWnzhHg87QniPEMKhi8yjAj/Krbgc663vOy
McXQ5btoVSkzKRDe/2Ei0IevNJ0FBNiuwwyjUzBRMB0GA1UdDgQWBBS3mx5K+/Ql
KKTU8aXEHQNt09jJNTAfBgNVHSMEGDAWgBS3mx5K+/QlKKTU8aXEHQNt09jJNTAP
BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDGziWTQZxHhodvPLXT
/jTtD2w1Ycw4/MuDT1rkUz1FygIgEjtRheigmHJiK6D0rQImzXJ1IK1NAMowNiw5
3ouSYhA=
-----END CERTIFICATE-----
`;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUI838xMLcGmb/Fjcjv2GcQdbkj2kwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOR29kd2l0IHRlc3QgQ0EwIBcNMjYxMTI1MTMwMTAzWhgPMjEy
NjExMDExMzAxMDNaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABFyjNLHvwTicUc8XWeMPgMPNST7gazH4LI/n8upOirbHte9h
wu90Gj0LF8YAvqkjvGORbtdLT+zJf/9qeJeEUUWjWDBWMBQGA1UdEQQNMAuCCWxv
Y2FsaG9zdDAdBgNVHQ4EFgQUj+y33ovv4AV5+u/kugXdn/+px7EwHwYDVR0jBBgw
FoAUZLewfD5E28lynVPcEeTLfnEWkxUwCgYIKoZIzj0EAwIDRwAwRAIgJzpCVJkP
bNwAd6OUHWcc+Inb6RKSoOROCgf4zw15IZACIB20RNAKtcmkGt+GarIavkJP2iEp
faiMq2SFtxjPB4rJ
-----END CERTIFICATE-----
`;

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5RZO6+Acp8biQfuP
HSHTS8bWmskBAavweqEicZGuvPihRANCAARcozSx78E4nFHPF1njD4DDzUk+4Gsx
+CyP5/LqToq2x7XvYcLvdBo9CxfGAL6pI7xjkW7XS0/syX//aniXhFFF
-----END PRIVATE KEY-----
`;

/** Everybody but postgres, the tests' own user, must come over TLS. */
const HBA = `hostssl all all 127.0.0.1/32 scram-sha-256
hostnossl all postgres 127.0.0.1/32 scram-sha-256
hostnossl replication postgres 127.0.0.1/32 scram-sha-256
`;

/** The TLS server of this process. */
export async function tlsPostgres(): Promise<TestServer> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'godwit-tls-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const user = await serverUser();
  const owned = (name: string, text: string): string => {
    const file = path.join(dir, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (user) chownSync(file, user.uid, user.gid);
    return file;
  };
  if (user) chownSync(dir, user.uid, user.gid);
  return testPostgres(18, 'tls', {
    ssl: 'on',
    ssl_cert_file: owned('server.crt', CERTIFICATE),
    ssl_key_file: owned('server.key', KEY),
    hba_file: owned('pg_hba.conf', HBA),
  });
}
