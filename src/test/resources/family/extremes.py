# Log-densities where double precision is not enough, by mpmath 1.3 with 60 digits. Run: python3 extremes.py > extremes.csv
from mpmath import mp, mpf, loggamma, log, log1p

mp.dps = 60


def choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def binomial(y, n, mu, psi):
    k = mp.nint(y * n)
    return choose(n, k) + k * log(mu) + (n - k) * log1p(-mu)


def beta_binomial(y, n, mu, psi):
    k = mp.nint(y * n)
    a, b = mu * psi, (1 - mu) * psi
    return (choose(n, k) + loggamma(k + a) + loggamma(n - k + b) - loggamma(n + psi)
            - loggamma(a) - loggamma(b) + loggamma(psi))


def poisson(y, n, mu, psi):
    return y * log(mu) - mu - loggamma(y + 1)


def nb2(y, n, mu, psi):
    return (loggamma(y + psi) - loggamma(psi) - loggamma(y + 1) + psi * log(psi / (psi + mu))
            + y * log(mu / (psi + mu)))


def nb1(y, n, mu, psi):
    return nb2(y, n, mu, mu / psi)


def gamma(y, n, mu, psi):
    shape = 1 / psi
    return shape * log(shape / mu) + (shape - 1) * log(y) - y * shape / mu - loggamma(shape)


def beta(y, n, mu, psi):
    a, b = mu * psi, (1 - mu) * psi
    return loggamma(psi) - loggamma(a) - loggamma(b) + (a - 1) * log(y) + (b - 1) * log1p(-y)


CASES = [
    (binomial, "binomial", 0.5, 2000000, 0.499, 1),
    (binomial, "binomial", 1, 3, 1e-200, 1),
    (beta_binomial, "beta-binomial", 0.25, 40, 0.3, 1e9),
    (beta_binomial, "beta-binomial", 0.5, 100000, 0.5, 250),
    (beta_binomial, "beta-binomial", 0, 12, 1e-12, 1e-3),
    (poisson, "poisson", 100000000, 1, 100010000, 1),
    (nb2, "nb2", 7, 1, 4, 1e9),
    (nb2, "nb2", 300, 1, 280, 1e7),
    (nb2, "nb2", 1000000, 1, 900000, 12.5),
    (nb2, "nb2", 1000000, 1, 900000, 1e8),
    (nb2, "nb2", 3, 1, 1e-200, 0.5),
    (nb2, "nb2", 40, 1, 1e9, 1e-3),
    (nb1, "nb1", 100000, 1, 101000, 4),
    (nb1, "nb1", 50, 1, 40, 1e-9),
    (nb1, "nb1", 12, 1, 1e-200, 3),
    (gamma, "gamma", 2.5, 1, 2, 1e-9),
    (gamma, "gamma", 1e-200, 1, 2, 30),
    (beta, "beta", 0.501, 1, 0.5, 1e5),
    (beta, "beta", 1e-200, 1, 1e-9, 0.1),
]
print("distribution,y,size,mu,psi,logDensity")
for f, name, *values in CASES:
    print(f"{name},{','.join(map(repr, values))},{mp.nstr(f(*map(mpf, values)), 17)}")
