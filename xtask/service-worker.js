// Keeps the page for when there is no network, one whole version at a time. `cargo xtask dist` writes it into the site
// and fills in the two places.
//
// All of a version comes from its cache, the page's own document too. Every file is checked against the hash that the
// build wrote here: before it is kept, and each time before it is served. A new version is fetched in the background and
// waits until the page says that it may take over.
'use strict';

const VERSION = '{{version}}';

// Each file with its hash, as browsers take it for Subresource Integrity.
const FILES = new Map({{files}});

// The caches of an origin belong to all its pages, which may be several of this kind in several folders.
const PREFIX = `kindred ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;

// Stands in the cache of a version that has been active, and says since when.
const ACTIVE = 'active-since';

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(tidy()));

self.addEventListener('message', event => {
    if (event.data === 'take over') {
        self.skipWaiting();
    } else if (event.data === 'keep all') {
        event.waitUntil(keepAll().then(() => event.source.postMessage('all kept'), () => {}));
    }
});

self.addEventListener('fetch', event => {
    const { request } = event;
    if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) {
        event.respondWith(answer(request));
    }
});

// A host in the middle of a deployment, or a portal that answers for it, gives files that do not belong together. Then
// nothing of this version stays, and the version before goes on.
async function install() {
    const isNew = !await caches.has(CACHE);
    try {
        await keepAll();
    } catch (error) {
        if (isNew) {
            await caches.delete(CACHE);
        }
        throw error;
    }
}

async function keepAll() {
    const cache = await caches.open(CACHE);
    await Promise.all([...FILES].map(([file, hash]) => kept(cache, file, hash, true)));
}

// A file of this version: the copy that is kept if it is whole, and otherwise a new one, which takes its place. Where the disk is
// full, a new one serves as well, unless it has to be kept.
async function kept(cache, file, hash, isKept = false) {
    const copy = await cache.match(file);
    if (copy && await hashOf(copy.clone()) === hash) {
        return copy;
    }
    const fresh = await fetched(file, hash);
    const put = cache.put(file, fresh.clone());
    await (isKept ? put : put.catch(() => {}));
    return fresh;
}

// Fails if what the host gives has another hash. A damaged file may also lie in the browser's own cache.
async function fetched(file, integrity) {
    const fresh = await fetch(file, { cache: 'no-cache', integrity }).catch(() => fetch(file, { cache: 'reload', integrity }));
    // Some hosts redirect `index.html` to its folder, and no navigation takes a redirected answer.
    return fresh.redirected ? new Response(fresh.body, { headers: fresh.headers }) : fresh;
}

async function hashOf(response) {
    const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
    return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

async function tidy() {
    await (await caches.open(CACHE)).put(ACTIVE, new Response(Date.now()));
    const others = (await own()).filter(name => name !== CACHE);
    const times = await Promise.all(others.map(activeSince));
    // Open tabs may still run the version that was active last. One that has never been active may be on its way.
    const last = Math.max(...times);
    const isNext = self.registration.installing !== null || self.registration.waiting !== null;
    const isOver = (_, index) => times[index] === 0 ? !isNext : times[index] !== last;
    await Promise.all(others.filter(isOver).map(name => caches.delete(name)));
    // The first visit goes on offline, too.
    await self.clients.claim();
}

async function own() {
    return (await caches.keys()).filter(name => name.startsWith(PREFIX));
}

async function activeSince(name) {
    const mark = await (await caches.open(name)).match(ACTIVE);
    return mark ? Number(await mark.text()) : 0;
}

// A tab that still runs another version asks for files of that, with the hashes that it knows.
async function ofOtherVersion(request) {
    for (const name of await own()) {
        const copy = await (await caches.open(name)).match(request);
        if (copy && (!request.integrity || await hashOf(copy.clone()) === request.integrity)) {
            return copy;
        }
    }
    return fetch(request);
}

async function answer(request) {
    const isPage = request.mode === 'navigate';
    const { origin, pathname, search } = new URL(request.url);
    const file = (origin + pathname).slice(self.registration.scope.length) || './';
    const hash = isPage || !search ? FILES.get(file) : undefined;
    if (hash === undefined) {
        return ofOtherVersion(request);
    }
    try {
        return await kept(await caches.open(CACHE), file, hash);
    } catch (error) {
        // A document of another version names files of its own, so it may stand in for this one.
        return isPage ? fetch(request) : Promise.reject(error);
    }
}
